"""Given names that are common where English and Spanish are spoken, folded; none is an ordinary word."""

from assistant.understanding.words import listed

GIVEN_NAMES = listed("""
    aaliyah aaron abby abdul abel abigail abraham ada adam adan addison adela adele adrian adriana agnes
    agustin ahmed aidan aiden aisha aitana alan alana albert alberto alec alejandra alejandro alex alexa
    alexander alexandra alexis alfonso alfred alfredo ali alice alicia alina alisha alison allison alma alonso
    alonzo alvaro alvin alyssa amanda amber amelia amelie amina amir amy ana anabel anastasia anders andre
    andrea andreas andres andrew andy angela angelica angelina angie anita ann anna anne annie antonella
    antonia antonio anthony araceli ariana ariel armando arnold arthur arturo ashley astrid aubrey audrey
    aurelio aurora axel ayden barbara bartolome beatrice beatriz becky belen benicio benita benito benjamin
    bernard bernardo bertha bethany betty beverly bianca billy bobby bonnie boris bradley brandon braulio
    brayden brenda brendan brett brian brianna bridget brittany brooke bruno bryan bryce caleb calvin cameron
    camila camilo candace carina carl carla carlos carly carmen carol carolina caroline carter casandra
    catalina catherine cathy cecilia cecilio celeste celia cesar charlene charles charlie charlotte chelsea
    cheryl chloe chris christian christina christine christopher cindy claire clara claudia claudio clayton
    clemente cody colin colleen connor conor constanza consuelo cooper courtney craig cristian cristina
    cristobal crystal curtis cynthia daisy dale damian daniel daniela danielle danny dario darlene darren
    david dean deborah debra delia denise dennis derek destiny devin diana diane diego dolores dominic
    dominick donald donna doris dorothy douglas duncan dustin dylan eddie edgar edith edmund eduardo edward
    edwin efrain eileen elaine eleanor elena eli elias elijah elisa elise eliza elizabeth ella ellen ellie
    elmer eloisa elsa elvira emanuel emilia emiliano emilio emily emma emmanuel enrique eric erica erick
    erik erika erin ernest ernesto esmeralda esperanza esteban estefania estela ester esther ethan eugene
    eugenia eugenio eva evan evelyn ezequiel ezra fabian fabiola fatima federico felicia felicity felipe
    felix fernanda fernando fiona flora florencia florence fran frances francesca francis francisca
    francisco franco fred freddy frederick gabriel gabriela gabriella gary genesis genevieve geoffrey george
    gerald gerardo german gilbert gilberto gina giovanni gladys gloria gonzalo gordon graciela graham grace
    greg gregorio gregory greta griselda guadalupe guillermo gustavo gwen hailey hannah harold harper harriet
    harry harvey hassan hazel heather hector heidi helen helena henry herbert heriberto hernan hilda horacio
    howard hugo humberto ian ibrahim ignacio ines ingrid irene iris irma isaac isabel isabela isabella isaiah
    ismael israel ivan ivonne jackie jackson jacob jacqueline jaime jake james jamie jan jane janet janice
    jasmine jason javier jayden jaylen jean jeanette jeff jeffrey jenna jennifer jenny jeremiah jeremy jerome
    jerry jesse jessica jessie jesus jill jimena jimmy joan joana joanna joanne joaquin joel johanna john
    johnny jon jonah jonas jonathan jordan jorge jose josefina joseph josh joshua josiah joyce juan juana
    juanita judith judy julia julian juliana julie juliet julieta julissa justin kaitlyn kareem karen karina
    karl karla kate katherine kathleen kathryn kathy katie katrina kayla keith kelly kelsey ken kendra
    kenneth kenny kevin khalid kimberly kristen kristin kristina kyle kylie larry laura lauren laurie
    lautaro layla leah leandro leo leonard leonardo leonel leonor leslie leticia levi liam lidia lila lilia
    lilian liliana lillian lily linda lindsay lindsey lionel lisa logan lola lorena lorenzo loretta lori
    lorraine louis louise lourdes lucas lucia luciana luciano lucy luis luisa luke lupe lydia lynn mackenzie
    madeline madison magdalena maggie malik manuel manuela marc marcela marcelo marcia margaret margarita
    maria mariam mariana mariano maribel marie mariel marilyn marina mario marisa marisol marjorie marlene
    marsha marta martha martina marvin mary mateo mathew matias matilda matthew maureen mauricio maurice max
    maximiliano maxine maya mayra megan melanie melinda melissa melvin mia micaela micah michael michaela
    michelle miguel miguelito mike mila milagros mildred milo minerva miranda miriam mitchell mohamed
    mohammed moises molly monica monique montserrat morgan moses muhammad myra myriam nadia nancy naomi
    natalia natalie natasha nathan nathaniel nayeli neil nelson nestor nicholas nick nicolas nicole nina noah
    noel noelia noemi nora norma norman octavio ofelia olga oliver olivia omar orlando oscar osvaldo owen
    pablo paloma pamela paola patricia patricio patrick paul paula paulina pedro peggy penelope perla peter
    petra philip phillip phoebe phyllis pilar rachel rafael ralph ramiro ramon randall randy raquel raul
    raymond rebeca rebecca regina renata rene renee reuben rhonda ricardo richard ricky rita robert roberta
    roberto robin rocio rodolfo rodrigo roger rogelio roland rolando roman romina ronald ronnie rosa rosalia
    rosario rosaura roxana roxanne roy ruben ruby rudy rufino russell ruth ryan sabrina sally salma salvador
    sam samantha samir samuel sandra santiago sara sarah sasha saul savannah scott sean sebastian selena
    serena sergio seth shane shannon sharon shaun shawn sheila shelby sherry shirley silvia simona sofia
    soledad sonia sophia sophie stacey stacy stefan stella stephanie stephen steve steven stuart susan susana
    susanna suzanne sydney sylvia tamara tania tanya tara tatiana ted teo teodoro teresa terrence terri terry
    thalia thelma theo theodore theresa thiago thomas tiffany tim timothy tina tobias todd tom tomas tommy
    toni tony tracey tracy travis trevor tristan tyler ulises ursula uriel valentin valentina valeria
    valerie vanessa vera veronica vicente vicky victoria vincent viola violeta virginia vivian viviana
    vladimir walter wanda wayne wendy wesley whitney wilfredo wilma xavier ximena yadira yasmin yesenia
    yolanda yusuf yvette yvonne zachary zaira zoe zoey
    """)
