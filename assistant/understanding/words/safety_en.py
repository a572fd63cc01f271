"""English phrases: what says nothing, danger, and leaving. Patterns as in `phrases`."""

from assistant.domain.facts import FactKind as K
from assistant.understanding.words.table import Table

NOTHING: Table = (
    (
        None,
        "",
        """
        stop by
        stop in
        stop over
        stop at
        stop and
        [cant|cannot|wont|to|i|not|didnt|doesnt] stop (coughing|vomiting|sneezing|crying|itching|scratching)
        (want|need|like|should i|can i|to) stop [taking] (my|the|his|her|taking) *
        stop (smoking|taking|drinking|breastfeeding|using|the medication|my medication|my meds|worrying)
        quit (smoking|drinking|my job)
        (dont|do not|didnt|never|not to|not) [want to|mean to|need to|have to|going to] cancel [it|that|my|the] [appointment|appt|visit]
        emergency (contact|contacts|number|visit was|exit)
        (no|not an|isnt an|non) emergency
        (traffic|wait|waiting|kids|work|boss|suspense|heat|shoes) [is|are] killing me
        killing me [softly|lol]
        911 (main|elm|oak|north|south|east|west|street|st|ave|avenue|road|rd)
        heart attack of a price
        [family] history of (stroke|strokes|heart attack|heart attacks|seizures|heart disease)
        stroke of luck
        different strokes
        remove (a|the|my) (mole|stitches|cast|wart|tooth|sutures|staples|splinter)
        remove (stitches|sutures|staples)
        no worries
        call me [back] * (if|when)
        may be
        may not
        may or may not
        may i
        i may
        you may
        we may
        it may
        this may
        that may
        may have
        may need
        second opinion
        one second
        a second
        wait a (second|minute|sec)
        just a (second|minute|moment|sec)
        on second thought
        per day
        a day
        times a (day|week|month)
        up to date
        date of birth
        day of birth
        birth date
        birthday
        the other day
        have a (good|nice|great|lovely|wonderful) (day|evening|night|weekend|afternoon|one|week)
        nice day
        one of (the|these|those|them)
        this one
        that one
        last one
        first name
        second (time|dose|shot|vaccine)
        last time
        next time
        this time
        last name
        (24|twenty four) hours
        sun is
        the sun
        in the sun
        end of the line
        day off
        these days
        long day
        all day
        """,
    ),
)

SCREENS: Table = (
    (
        K.EMERGENCY,
        "",
        """
        (chest|heart) (pain|pains|hurts|hurting|pressure|tightness|pian|paine)
        (chest|heart) (is|feels|feel|really|keeps|been) [really|very|so] (hurts|hurting|tight|heavy|pain|pounding)
        (pain|pressure|tightness|pains|ache|pian) in [my|his|her|the] chest
        tight chest
        (cant|cannot|can not|cant hardly|hard to|unable to|hardly|barely|not able to|couldnt|isnt|not) (breathe|breath|breathing|breate|breeth)
        (cant|cannot|can not) (catch|get) [my|any|his|her] (breath|air)
        (trouble|difficulty|problem|problems|hard time|dificulty) [with] (breathing|breathin|breath)
        (short|shortness) of breath
        struggling to breathe
        gasping for (air|breath)
        (stopped|isnt|not) breathing
        (having|had|has|have|think its|think im having|possible|signs of|symptoms of) [a|another|an] (stroke|heart attack|seizure|anaphylaxis|allergic reaction)
        stroke
        heart attack
        (seizure|seizures|siezure|convulsion|convulsions|convulsing)
        overdose
        overdosed
        overdosing
        over dosed
        (took|taken|swallowed|swallow) * (too many|whole bottle|all my|all the|all his|all her|bleach|poison) [pills|tablets|meds]
        (bleeding|bleed) (badly|heavily|a lot|out|profusely|everywhere|uncontrollably|to death|nonstop)
        (wont|cant|doesnt|not|hasnt|isnt|cannot|will not|didnt) (stop|stopped|stopping) [the] (bleeding|blood|bleed)
        (bleeding|blood|bleed) (wont|cant|doesnt|will not|isnt|hasnt|does not|not) (stop|stopping|stopped)
        (lot|lots|losing|so much|much) [of] blood
        (coughing|vomiting|throwing|spitting|puking) [up] blood
        unconscious
        unresponsive
        (not|isnt|wont) (waking up|wake up|responding|respond|responsive)
        passed out
        passing out
        fainted
        collapsed
        (call|called|calling|dial|need|send|dialed) [an] (911|ambulance)
        [a] 911
        ambulance
        paramedics
        (anaphylaxis|anaphylactic|anaphalaxis|epipen)
        (throat|tongue) [is] (closing|swelling|swollen|swelling up|closing up)
        face is drooping
        face drooping
        slurred speech
        slurring [his|her|my] [words|speech|words]
        (arm|side|face|leg) [is|went|has gone] (numb|paralyzed)
        choking
        turning blue
        (lips|baby|skin) [is|are] [turning|turned] blue
        (im|i am|he is|shes|hes|she is|were|we are|is) dying
        i think im dying
        going to die
        medical emergency
        [its|this is|its an|this is an|have an|having an|an] emergency
        (poisoned|poisoning|drowned|drowning|electrocuted)
        suicide attempt
        (been|got|was) (shot|stabbed)
        worst headache of [my|his|her] life
        (water|waters) broke
        """,
    ),
    (
        K.CRISIS,
        "",
        """
        (kill|killing|kil|hurt|harm|hurting|harming|cut|cutting|hang) (myself|my self|himself|herself|themselves)
        (suicide|suicidal|suiside|sucide|suicidle|suiciding)
        (want|wanna|wants|going|gonna|ready|rather|wish i could|like|trying|need) [to] die
        (wish|wishing) (i was|i were|i am|i would be|to be) (dead|never born)
        better off (dead|without me)
        (end|ending|take|taking) (my|his|her|their|my own|it) (life|lives|all)
        end it all
        (dont|do not|didnt) (want|wanna) to (live|be alive|be here|wake up|exist) [anymore|any more]
        (dont|do not) wanna (live|be alive|be here|wake up)
        (no|not|nothing) [a|more] (reason|point|worth) [to|in] (live|living|life|live for)
        not worth living
        nothing to live for
        (self harm|self harming|selfharm)
        (cant|cannot|can not) (go on|live like this|live) [anymore|any more|like this]
        (jump|jumping) off (a|the) (bridge|building|roof)
        kms
        988
        """,
    ),
)

OPT_OUT_PHRASES: Table = (
    (
        K.OPT_OUT,
        "phrase",
        """
        (stop|quit|cease|end) [with] [all|sending|the|these|those|your|all the|sending me|all these|all of these|any more|sending the|sending these] (text|texts|texting|txt|txts|txting|messages|messaging|message|msgs|msg|sms|notifications|reminders|contacting|spamming|spam|bothering|harassing)
        (stop|quit) (texting|txting|messaging|contacting|msging|bothering|calling and texting|writing|spamming|harassing) [me|us|this number]
        ^ (stop|quit) (it|this|that|now|already|bothering) [now|please|already] $
        (stop|quit) sending [me|us|this|these|those|any]
        (stop|quit) (calling|bugging) me
        (unsubscribe|unsuscribe|unsubscibe|unsub|unsubcribe|unsubscribing) [me|us|please|from|this]
        (want|like|wish|need|please|would like) [me] to (unsubscribe|be unsubscribed|opt out|be removed|be taken off)
        (opt|opting|opted) [me|us] out
        (take|remove|delete|get|drop) (me|us|my number|this number|my phone|my phone number|my cell) [off|from|out of]  [of] [your|the|this|all] (list|lists|texts|messages|system|database|contacts|mailing list|messaging list|text list|phone list|texting list)
        (remove|delete|erase) (my|this|our|the) [phone|cell|mobile] number
        (remove|delete) (me|us) [please]
        (take|get) me off [of] (this|your|the)
        lose my number
        (no|not any|dont want any|dont want|do not want|dont need|do not need) [any] [more|further|anymore|additional] (texts|messages|txts|text messages|msgs|texting|messaging|sms|reminders|notifications) [please|anymore]
        no more (texts|messages|txts|text|msgs|texting|reminders|sms|notifications)
        (dont|do not|never|pls dont|please dont|dnt) (text|txt|message|msg|contact|write|send|sms|call or text) (me|us|this|anything|messages|texts|any) [again|anymore|any more|ever|messages|texts]
        (dont|do not) (want|wish|need) [to] (get|receive|be getting|hear) [any|these|your|more] [more] (texts|messages|texted|text|notifications|reminders|from you)
        (dont|do not) [want] you (texting|to text|messaging|contacting) me
        leave me alone
        (withdraw|revoke|revoking|cancel) [my] (consent|permission|subscription|texts|text messages|messages|sms)
        (cancel|discontinue|turn off|disable|deactivate) [all|these|the|my|your] (texts|text messages|messages|notifications|alerts|text alerts|sms)
        do not contact
        """,
    ),
)
