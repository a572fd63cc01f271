"""English phrases: what says nothing, danger, and leaving. Patterns as in `phrases`."""

from assistant.domain.facts import FactKind as K
from assistant.understanding.words.table import Table

_ILLNESS = "stroke|strokes|heart attack|heart attacks|mini stroke|seizure|seizures|overdose|anaphylaxis|chest pain|chest pains|allergic reaction|miscarriage"
_HAD = "[have|having|had|has|suffered|survived|of] [a|an|another]"
_LONG_AGO = (
    "years ago|year ago|months ago|month ago|weeks ago|decades ago|last year|last month|last spring|last summer|last fall|last winter|years back|as a (kid|child|baby|teenager)|in the past|"
    + "|".join(f"in {year}" for year in range(1950, 2050))
)

NOTHING: Table = (
    (
        None,
        "",
        f"""
        (stop|stopped|stopping|stops) by
        stop in
        stop over
        in person [please]
        stop at
        stop and
        [cant|cannot|wont|to|i|not|didnt|doesnt] stop (coughing|vomiting|sneezing|crying|itching|scratching)
        (want|need|like|to) stop [taking] (my|the|his|her|taking) *
        stop (smoking|taking|drinking|breastfeeding|using|the medication|my medication|my meds|worrying)
        quit (smoking|drinking|my job)
        (dont|do not|didnt|never|not to|not) [want to|mean to|need to|have to|going to] cancel [it|that|my|the] [appointment|appt|visit]
        emergency (contact|contacts|number|visit was|exit)
        (no|not an|isnt an|non) emergency
        (traffic|wait|waiting|kids|work|boss|suspense|heat|shoes) [is|are] killing me
        killing me [softly|lol]
        [im|i am|were|just|id] (dying|die|died|to die) (to|for|laughing|of laughter|of boredom|of curiosity|of embarrassment|of thirst|of hunger|over here)
        laughed * (died|dying|die)
        911 [*] (street|st|ave|avenue|road|rd|lane|ln|drive|dr|blvd|boulevard|court|ct|way|place|apt|suite)
        (live|lives|work|works|address is) at 911
        heart attack of a price
        [family] history of [a] ({_ILLNESS}|heart disease|suicide|fainting|choking)
        {_HAD} ({_ILLNESS}) * ({_LONG_AGO})
        ({_LONG_AGO}) [i|he|she|we|my mom|my dad] [had|suffered] [a|an|some] ({_ILLNESS})
        {_HAD} ({_ILLNESS}) (was|were|happened) * ({_LONG_AGO})
        {_HAD} ({_ILLNESS}) (before|when i was|when he was|when she was)
        (after|since|following|post) (my|his|her|a|the|moms|dads) [last] (stroke|heart attack|miscarriage)
        (follow up|followup|checkup|check up|appointment|appt|visit|therapy|rehab|specialist|doctor) (for|after|from|about|since) [my|his|her|a|the|an|having a] [last] [years] ({_ILLNESS})
        (no|not any|without|never had|havent had|hasnt had|didnt have|dont have|not having|no more|never have) [any|a|more|new] ({_ILLNESS}|trouble breathing|shortness of breath|emergency)
        ({_ILLNESS}|shortness of breath|trouble breathing) (is|are|has|have|all) [all|now|pretty much|completely|mostly] (gone|gone away|went away|resolved|better|over)
        ({_ILLNESS}|choking|suicide|emergency|drowning|poison|poisoning|epipen|ambulance) (prevention|awareness|training|class|classes|course|screening|bill|bills|charge|invoice|ride bill|survivor|survivors|support group)
        ({_ILLNESS}|epilepsy|epipen|epi pen|anaphylaxis) (med|meds|medication|medications|medicine|medicines|pills|drug|drugs|refill|refills|prescription|rx|renewal|expired|expires|expires soon|form|plan|action plan)
        (refill|refills|refilled|renew|renewal|prescription|rx|new|order|replace|another|expired|extra|carry|carries) [for|of|on] [my|the|his|her|an|a|our] [sons|daughters] (epipen|epipens|seizure meds)
        (passing|passed|pass) out (flyers|candy|candies|copies|papers|food|gifts|cards|invitations|snacks|drinks|the|some)
        (work|family|personal|pet|plumbing|home|childcare|car|house|dental) emergency
        emergency (contraception|contraceptive|exit|fund|kit|plan|leave|bill|bills|preparedness|brake|call center)
        emergency (room|department) (bill|bills|visit|visits|follow|doctor|discharge|paperwork|records|last|yesterday|charge)
        911 (call|dispatch|dispatcher|operator|center)
        food poisoning
        choking on (all|this|these|the|my) (this|paperwork|work|words|homework|emails|bills|price|cost|dust|laughter)
        (stopped|stop|started|start|doing|do) breathing (treatments|treatment|exercises|exercise)
        i (hurt|cut|burned|burnt|injured) myself (at the|at work|at school|at practice|at home|lifting|playing|shaving|cooking|running|falling|skiing|exercising|working out|gardening|moving)
        (collapsed|choking) (lung|on the price|on the bill|up)
        stroke of luck
        different strokes
        remove (a|the|my) (mole|stitches|cast|wart|tooth|sutures|staples|splinter)
        (remove|removed|removing) (stitches|sutures|staples)
        (dont|do not|never|not|please dont) [want to|want you to|want them to|ever|have to] stop [texting|sending|messaging|the|my|these|your] [me|us] [texts|messages|reminders|texts please]
        (accidentally|by accident|by mistake|mistakenly|wrongly|already) (opted out|unsubscribed|texted stop|replied stop|sent stop|wrote stop|said stop)
        (opted out|unsubscribed|said stop|texted stop) [*] (by accident|by mistake|accidentally|last year|before|again|months ago)
        (take|get|remove|took) (me|us|him|her|them|my son|my daughter|my name) [off|from|off of|out of] [of] [the|your|that|this|my] (schedule|calendar|books|book|waitlist|wait list|waiting list|appointment|appt|cancellation list|visit|medication|medicine|antibiotic|meds|insulin|list for tomorrow)
        (quit|quitting|stop) (smoking|drinking|vaping|nicotine|alcohol|opioids|cigarettes|weed)
        (i|we|she|he|we all|i have|ive|weve|my wife|my husband|my mom) [already|have|just|had] (cancelled|canceled|rescheduled|moved|confirmed|changed|rebooked) [it|that|them|my|the|our|his|her] [appointment|appt|visit|one] [already|yesterday|earlier|before|online|last week|by phone]
        already (cancelled|canceled|rescheduled|moved|confirmed|changed|rebooked|booked|scheduled) [it|that|my|the] [appointment|appt|visit|one]
        was [already] (cancelled|canceled|rescheduled|moved)
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
        (stopped|isnt|not|barely|stops) breathing
        breathing [is] [really|very|so] (weird|funny|fast|shallow|hard|strange|difficult|heavily) [right now]
        asthma attack
        slumped over
        (confused|disoriented) [and] [she|he|suddenly] (cant|cannot|wont) (speak|talk|walk|see)
        (bleeding|losing) so much [blood]
        blood (in|from) (my|his|her|the) (vomit|mouth|ears)
        (cut|chopped|sliced|tore|ripped) [off] (my|his|her|a) (finger|fingers|hand|toe|arm|thumb|leg) (off|open|to the bone)
        (cut|chopped|sliced|tore|ripped) off (my|his|her|a) (finger|fingers|hand|toe|arm|thumb|leg)
        (see|showing|exposed|through the) bone
        (burned|burnt|scalded) * (badly|severely|all over|face)
        (got into|found|ate|took) (my|the|his|her|grandmas|our) (medication|medications|medicine|meds|pills|medicine cabinet|pill bottle)
        water just broke
        (allergic|hives|reaction|sting|stung|peanut|peanuts) [*] (cant swallow|cannot swallow|throat tight|throat is tight|throat closing|cant breathe|trouble swallowing)
        throat [is|feels] (tight|tightening|swelling shut)
        [is|are|and|looks] (limp|floppy)
        (inhaler|nebulizer|rescue inhaler) [is] (isnt|not|doesnt|wont|aint) (working|helping|help|work|doing anything)
        wheezing [badly|and|so|really|bad|hard] [*] (cant|cannot) (talk|speak|breathe|sleep)
        (fell|fall|collapsed|crashed|accident) [*] (not moving|isnt moving|cant move|wont move|cant get up|cannot get up|cant feel)
        (vision|sight|eyesight) (went|going|is going|gone|suddenly) [all|completely] (black|dark|gone|blank|out)
        (sudden|suddenly) [severe|a severe] (numbness|numb|weakness|weak|confusion|confused|blindness|blind|vision loss|loss of|headache)
        (took|taken|swallowed|ate) [a|the] (bunch|handful|whole lot|lot|lots|ton|bottle|whole bottle) of [my|his|her|the|sleeping|pain|blood pressure] (pills|tablets|meds|medication|medicine|tylenol|advil|aspirin|insulin|ambien|xanax|opioids|oxy|benadryl|pills|ibuprofen|painkillers)
        (blacked|blacking) out
        gun shot
        (gasping|wheezing badly|fighting for air|fighting for breath)
        (crushing|squeezing|stabbing|sharp|burning|severe) [chest|heart] [pain|pressure|feeling] (in|on|across) (my|his|her|the) chest
        (weight|elephant|pressure|squeezing|tightness) (on|in|across) [my|his|her|the] chest
        chest [*] (tight|heavy|crushing|squeezing|exploding|hurts|hurting) [*] (arm|jaw|sweating|sweaty|breath|breathe)
        heart [is] [going to|gonna|about to] (explode|exploding|stop|stopping|give out)
        (drank|drunk|swallowed|ate|eaten|ingested|drinking|swallow|got into|inhaled) [*] (bleach|cleaner|detergent|poison|battery|batteries|magnet|magnets|antifreeze|gasoline|chemicals|chemical|pod|pods|coin|acid|gas|rat poison|pesticide|bottle of * pills|whole bottle|medicine bottle|my pills|his pills|her pills|grandmas pills)
        (having|had|has) (a fit|fits|convulsions)
        shaking (uncontrollably|all over|violently)
        (lost|losing|loss of) [my|his|her|all] (vision|sight|eyesight)
        (cant|cannot|can not|couldnt|unable to) see (out of|from|in) [one|my|his|her|the] [left|right|one] [of] [my] (eye|eyes)
        (cant|cannot|can not|couldnt|unable to) see [anything] (suddenly|all of a sudden)
        suddenly (cant|cannot) (see|speak|talk|walk|move|feel)
        (cant|cannot|can not|unable to|doesnt|not able to|couldnt|wont) (move|feel|lift|raise) (my|his|her|one|the|their) [left|right|whole|entire] (arm|arms|leg|legs|side|face|hand|body|half) [of]
        (one|left|right) side of (my|his|her|the) (body|face) [is|went|feels|has gone] [*] (numb|weak|drooping|paralyzed|tingling|limp|drooped|droopy)
        half of (my|his|her|the) (body|face)
        (cant|cannot|can not|unable to) (talk|speak|walk) [or talk|or speak|or walk|straight] (right|properly|clearly|normally|all of a sudden|suddenly|straight|anymore)
        (talking|speaking|speech is|words are) [all] (slurred|garbled|slurring|nonsense|gibberish)
        speech [*] (slurred|garbled)
        mouth is (drooping|crooked)
        (hit|hurt|banged|injured) (his|her|my|the) head [*] (vomiting|throwing up|confused|passed out|unconscious|bleeding|sleepy|not acting right|wont wake)
        head [injury] [*] (confused|vomiting|throwing up)
        (gushing|spurting|squirting|pouring) [out] [blood|out]
        (gushing|spurting|squirting|pouring|pool of|puddle of) blood
        blood (everywhere|all over|gushing|pouring|spurting)
        (soaking|soaked|bleeding|going) through (a|my|the|pads|two|three|towels|bandages|every|1|2|3|one) [pad|pads|towel|towels|bandage|bandages]
        (heavy|severe|bad|major|uncontrolled) bleeding
        (pregnant|weeks|postpartum|gave birth) [and|*] [bleeding|im bleeding] (bleeding|heavily)
        bleeding [and] [*] pregnant
        (limp|floppy|lifeless|unconscious|lethargic|grey|gray) (baby|newborn|infant|toddler)
        (baby|newborn|infant|toddler|son|daughter|he|she|kid|child) [is|has] [*] (limp|floppy|lifeless|blue|lethargic|not breathing)
        fever [of|is|at|over|up to] (105|106|107|108)
        (105|106|107) fever
        (face|lips|lip|mouth|throat|tongue) [is|are|feels|feel|keeps|keep|started|have|has|got|getting|s] [getting|really|so|very|to|super|badly|suddenly|like its] (swelling|swollen|swelled|swell|closing|huge|closed|tightening|ballooning) [up]
        (od|odd|ods|oding|oded|oxy overdose)
        (labor|contractions|contracting) [are|every] [3|4|5|2|three|four|five|two] (minutes|min|mins) [apart]
        (im|i am|shes|she is|wifes|in) in (active labor|labor)
        (baby is|babys) (coming|crowning)
        (snake|shark) (bit|bite|bitten)
        (carbon monoxide|third degree burn|badly burned|burned badly|electric shock)
        (broke|broken|snapped) (my|his|her) (neck|back|spine)
        bone [is] (sticking|poking|coming) out
        (stabbed|gunshot|shot in the)
        (having|in) (cardiac arrest|diabetic shock|septic shock)
        (having|had|has|have|think its|think im having|possible|signs of|symptoms of) [a|another|an] (stroke|heart attack|seizure|anaphylaxis|allergic reaction)
        stroke
        [a|having a] heart attack
        (seizure|seizures|siezure|convulsion|convulsions|convulsing)
        overdose
        overdosed
        overdosing
        over dosed
        (took|taken|swallowed|swallow) * (too many|whole bottle|all my|all the|all his|all her|bleach|poison) [pills|tablets|meds]
        (bleeding|bleed) (badly|heavily|a lot|out|profusely|everywhere|uncontrollably|to death|nonstop)
        (wont|cant|doesnt|not|hasnt|isnt|cannot|will not|didnt) (stop|stopped|stopping) [the] (bleeding|blood|bleed)
        bleeding [*] (wont|doesnt|cant) (stop|slow)
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
        (has|have|is) (stopped|stop) breathing
        (been|got|was|were|im|hes|shes) (shot|stabbed)
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
        (end|ending|finish) (it|things|everything|it all) [tonight|today|now|for good|once and for all] $
        (thinking|thought|thoughts|think|dream|dreaming|fantasize|fantasizing) [*] (about|of) (ending it|ending things|ending my|ending everything|killing|dying|death|suicide|not being here|hurting myself|harming myself|disappearing forever)
        (want|wish|need) (it|this|everything|it all|all this|the pain) [all] [just] to (end|be over) [forever]
        (dont|do not|didnt|dont even) (want|wanna) [to] [be] (here|alive|around|exist|on this earth) (anymore|any more|any longer|no more)
        (cut|cutting|slit|slitting|slashed) (my|his|her|their) (wrist|wrists|arms|veins|throat)
        (do|doing|did|done) something (to|bad to|stupid to) (myself|himself|herself)
        (plan|planning|plans|going) (to|on) (kill|ending|end|killing) (myself|my life|it all|it|himself|herself)
        (life|living|it) (isnt|is not|aint|not|is no longer) [even] worth (living|it anymore)
        (no|not a|any) (reason|point|purpose) (to|in|for) (go on|going on|live|living|continue|be here)
        (tired of|done with|sick of|give up on|giving up on) (living|life|being alive)
        (unalive|unaliving|offing|off) (myself|himself|herself)
        (everyone|everybody|they|theyd|family|kids|world|you all) [would|will|is|are|be|d|would all] [be|all be] better [off] without me
        take [my|his|her] own life
        feel like (dying|killing myself|ending it|giving up on life)
        (nobody|no one) would (miss me|care if i died|notice if i died|care if i was gone)
        (cutting|cut) [myself] again
        i (cut|burn|hurt) myself [again|sometimes] $
        danger to (myself|himself|herself|others|themselves)
        jump in front of (a|the) (train|car|bus|truck)
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
        (want|like|wish|need|please|would like|how do i|how can i|how to) [me] to (unsubscribe|be unsubscribed|opt out)
        (i|we|id|please|like) [do|would|really|just] [want|like|need|wish|prefer] to be (removed|taken off|deleted) [from|of] [your|the|this]
        (opt|opting) [me|us] out
        (take|remove|delete|get|drop|scrub|strike|pull) (me|us|my name|my number|this number|my phone|my phone number|my cell) [off|from|out of]  [of] [your|the|this|all|these|any] [text|texting|mailing|messaging|contact|phone|reminder|call|sms] (list|lists|texts|messages|system|database|contacts|thing|group|reminders|notifications|thread|distribution|program|service|alerts|chain)
        (take|get|remove|delete) (me|us) off [of] (this|these|here|it|your)
        (remove|delete|erase|forget|block) (my|this|our|the) [phone|cell|mobile] number
        ^ [please|pls|just] (remove|delete) (me|us) [please|now]
        (remove|delete) (me|us) (please|now|from this|from these|from your|$)
        (lose|forget|ditch) (my|this|our) number
        (turn off|disable|discontinue|deactivate|shut off|stop|end) [all] [the|my|these|your] [text|sms|appointment|automated|reminder] (texts|messages|notifications|alerts|reminders|texting|messaging|msgs)
        (no|not any|dont want any|dont want|do not want|dont need|do not need) [any] [more|further|anymore|additional] (texts|messages|txts|text messages|msgs|texting|messaging|sms|reminders|notifications) [please|anymore]
        no more (texts|messages|txts|text|msgs|texting|reminders|sms|notifications)
        (dont|do not|never|pls dont|please dont|dnt) (text|txt|message|msg|contact|write|send|sms|call or text) (me|us|this|anything|messages|texts|any) [again|anymore|any more|ever|messages|texts]
        (dont|do not) (want|wish|need) [to] (get|receive|be getting|hear) [any|these|your|more] [more] (texts|messages|texted|text|notifications|reminders|from you)
        (dont|do not) [want] you (texting|to text|messaging|contacting) me
        leave me alone
        (withdraw|revoke|revoking|cancel) [my] (consent|permission|subscription|texts|text messages|messages|sms)
        (cancel|discontinue|turn off|disable|deactivate) [all|these|the|my|your] (texts|text messages|messages|notifications|alerts|text alerts|sms)
        (do|please do|kindly do) not contact
        (just|please|pls|plz|said|interested|spam|number|you) stop [now|it|already|please] $
        ^ stop (i|im|you|wrong|these|dont|no|not|bothering|whoever) *
        ^ [please|pls] (dont|do not|never) (text|txt|message|msg|contact) [please] $
        block (me|my number|this number)
        (take|get) (me|us) off [please|now|already|immediately] $
        (be|get|getting|am|im) unsubscribed
        ^ [please|ok|hey] no more [please|of this|of these|of it|now|thanks] $
        (no|not) interested [in] (these|your|this|receiving|getting) [texts|messages]
        (make|get) (these|those|the) (texts|messages|reminders) [to] (stop|end)
        (i|we) (want|wanted|asked|need) (these|you|the texts|the messages|this|all this) [texts|messages] to stop [now|please] $
        (texts|messages|reminders|texting) (need|have|has|needs|must|should) [to] (stop|end|cease)
        (not|never) (text|contact|message) (me|us|here) [again|anymore|any more]
        (wrong number|wrong person) [please|pls] (remove|delete|take) [me|it|this|us|off]
        (no longer|dont|do not) (want|wish|need|care) to (receive|get|be getting|see) [any|your|these|the|more] [text|automated|appointment] (messages|texts|texting|reminders|msgs|notifications|alerts|sms)
        cease (and desist|all contact|contact|contacting|all communication|all communications|communication|texting|all texts|messaging)
        (discontinue|terminate|suspend|halt|kill) [all|the|these|this|my|your|any] [automated|automatic|appointment|text] (texts|text|messages|messaging|reminders|communication|communications|notifications|alerts|service)
        (stop|end|disable|turn off|cut out|cut|silence) [all|with] (the|these|those|your|all|all the|any|this) [automated|automatic|text|spam|robo|appointment|stupid|damn|annoying|constant|appt] (texts|texting|messages|messaging|reminders|notifications|spam|alerts|text|msgs|sms|bot texts)
        turn (the|these|those|your|all) [text|appointment] (texts|messages|notifications|reminders|alerts) off
        (stop|quit|cut out) (blowing up|spamming|bombing|flooding|pestering|bugging|annoying|harassing) [up] (my|me|us)
        (how|where) (do|can|would|should|could) i (stop|unsubscribe|opt out|turn off|get off|cancel|end|quit) [getting|receiving|from|of|the|these] [getting|the|these|those|of|your] (texts|messages|these|this|list|reminders|notifications|text|alerts|from these|from this)
        (how|where) (do|can|would|should) (i|you) (unsubscribe|opt out)
        [to|please] stop (getting|receiving) [any|these|those|your|the|more] (texts|messages|these|this|reminders|notifications|them|text messages|alerts)
        (enough|sick|tired) (with|of) [all] (the|these|your|all these) (texts|texting|messages|reminders|msgs)
        enough (texts|messages|texting|reminders|msgs)
        (too|so) many (texts|messages|reminders|msgs) [*] stop
        (dont|do not|dont wanna|no longer) (want|wish|need|care|wanna) [to] [get|receive|be getting|keep getting|have|see|be receiving] (these|this|them|those) [reminders|texts|messages|alerts|things|notifications] [anymore|any more|any longer|again] $
        (dont|do not|no longer) (want|wish|need|wanna) [to] [get|receive|be getting|keep getting|see] (these|any|your|any more|more) [text|appointment|automated] (reminders|texts|messages|alerts|notifications|msgs|sms) [anymore|any more|any longer]
        (dont|do not) (want|wish|need) [any|to get|to receive|more] (texts|text messages|messages|reminders) from (you|your|this)
        (text|texts|texting|messaging|messages) (me|us) no more
        (revoke|withdraw) [my|all] (consent|permission|authorization)
        (block|blocking) (this number|you)
        (never|didnt|did not) (agree|agreed|sign up|signed up|consent|consented|subscribe|subscribed) [to|for] [get|receive|getting|receiving] (these|this|texts|text|any|your) [*] (stop|remove|off|delete)
        """,
    ),
)
