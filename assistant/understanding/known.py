"""Ordinary words: never a person's name, never a misspelt one."""

from assistant.understanding.lang import TELLING
from assistant.understanding.meanings import PHRASES
from assistant.understanding.when.lexicon import LEXICONS
from assistant.understanding.words import listed

_MORE = listed("""
    able again ago alone already also although always among another around away bad badly because before
    being below better big bit body both bring busy came care case cold cough coming could days dear
    different done during each early else enough even ever every everything family far fast feel feeling
    fever few fine flu found free friend from full fun gave girl give glad going gone good got great
    guy had happy hard hate head heard heart here high himself hold home hope hour house however hurt
    idea ill important inside instead job keep kid kind knee knew know large late least leave left less
    life light little live long look lost lot love made many mean meet mine money month more most
    mother much must myself near never news nice nobody normal nose nothing number off often old once
    only open order other ours over own pain part people person phone place pretty problem put quick
    quite rash ready real really reason rest sad safe said same saw second seem seen sent several
    shall shot show sick side since sir sit sleep small somebody something sometimes son soon sore
    sorry speak spoke start still stomach such sure surgery swollen take taken talk tell test text than
    them then thing think third though thought throat through together tired told took tooth tried true
    try trying turn twice under understand until upon use used usually very wait waiting walk wants was
    water way weather week weeks well went whatever which while whole whose wife within without woman
    wonder word work working world worry worse worst would write wrote year young yourself back covid
    rainbow joke crazy fuck thats alright maybe perhaps single married pregnant allergic diabetic retired
    interested available confused worried fever headache migraine outside inside driving parking texting
    algo alguien algun alguna ambos ano anos antes aqui asi aunque bajo bastante bien cada casa casi
    cerca cierto como conmigo contigo cosa cosas creo cual cuales cualquiera cuanto cuenta cuerpo da
    dar decir demas dentro deme desde despues dice digo dijo dio donde dormir durante ejemplo ellos
    embarazada encima enferma enfermo entonces entre era eran espalda esposo estaba este estos familia
    fiebre fin fuera general gente grande gripa gripe gusta haber habia hace hacia hambre hasta hecho
    hemos hermana hermano hijo hombre igual jamas juntos lado largo llegar lugar madre mal mala malo
    mamá mas mayor medio mejor menor menos mientras mismo momento mucha muchas mucho muchos mujer mundo
    nada nadie necesita nina nino ningun nuestra nuestro nueva nuevo nunca otra otro padre para parece
    parte pasa pero persona peor poco podemos porque primero pronto puede pues quien quiere sabe salud
    segun ser sera siempre sino sobre solo tal tampoco tan tanto tarde temprano tener tengo tiempo tiene
    toda todas todavia todo todos tos trabajo tras vamos vez vida viene vive voy
    """)

ORDINARY: frozenset[str] = (
    frozenset(PHRASES.vocabulary)
    | TELLING
    | _MORE
    | frozenset(
        word for lexicon in LEXICONS.values() for word in lexicon.starters | lexicon.fillers
    )
)
"""Every word of the tables and the commonest others, folded."""
