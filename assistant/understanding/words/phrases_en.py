"""English phrases and what they say. Patterns as in `phrases`; apostrophes are left out."""

from assistant.domain.facts import FactKind as K

Table = tuple[tuple[K | None, str, str], ...]
"""Kind, value, patterns one a line. Kind None: says nothing, and hides what lies inside."""

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
        first (name|time|visit|appointment)
        the first time
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

PEOPLE: Table = (
    (
        K.PERSON,
        "",
        """
        (talk|speak|chat|spk|connect|connected|transfer|transferred) [me] (to|with|2) (a|an|the|some|your|any|real|somebody|someone|anyone|anybody|another|actual|live) [real|actual|live|human|front] (person|human|someone|representative|rep|agent|operator|receptionist|staff|nurse|people|being|member|desk|office|doctor|manager|supervisor|assistant)
        (talk|speak|chat|connect me|connected|transfer me|talking|speaking) (to|with) (someone|somebody|anyone|anybody|you|reception|staff|people|the office|front desk|humans)
        (real|actual|live|human) (person|human|agent|people|being|representative|someone|operator)
        (human|humans|representative|receptionist|operator|agent|reps)
        (want|need|get me|give me|prefer) [a|an|the] (person|human|rep|someone real|representative|staff member|manager|supervisor)
        call me
        (can|could|would|will|have) (someone|somebody|you|u|anyone|they) [please] (call|phone|ring|call me|phone me) [me]
        (give|gimme) me a (call|ring)
        (have|let) (someone|somebody|the office|them|her|him|the doctor|the nurse) call [me]
        (please|plz|pls) call
        call back
        callback
        (am i|are you|is this|r u|are u|you) [talking to|texting|just|really] [with] [a|an] (bot|robot|machine|computer|ai|real person|human|automated)
        person please
        (is|are) (anyone|someone|anybody|somebody|there anyone|there someone) (there|available to talk|i can talk to|i can speak to)
        front desk
        (dont|do not) want [to talk to] [a] (bot|robot|machine)
        """,
    ),
)

TOPICS: Table = (
    (
        K.TOPIC,
        "refill",
        """
        (refill|refills|refilled|refil|reffil)
        (renew|renewal|refill) [of] [my|a|the] (prescription|prescriptions|rx|script|meds|medication|medications)
        (prescription|prescriptions|rx|script|medication|medications|meds) [is|are|has|have] (refill|refilled|renewed|renewal|running out|ran out|run out|sent|called in|out|expired)
        (out of|ran out of|running out of|low on|running low on|run out of|almost out of) [my|the] (meds|medication|medications|medicine|pills|insulin|prescription|inhaler|blood pressure)
        (need|want|get|request|send|call in) [more|my|a|another] [of my] (prescription|prescriptions|meds|medication|medicine|rx|pills|insulin|inhaler)
        (prescription|prescriptions)
        pharmacy
        """,
    ),
    (
        K.TOPIC,
        "billing",
        """
        (bill|billing|bills|billed|invoice|invoices|copay|co pay|copays|deductible|refund|overcharged|charged|charge|payment|balance due|my balance|statement|payment plan|receipt|superbill)
        (pay|paid|paying) (my|the|a|this|online|for)
        (how much|what) (is|does|do|would|will) * (cost|charge|owe|price|cost me)
        how much (do i owe|is it|does it cost|for|is a|is the|are)
        (cost|costs|price|prices|fee|fees) [of|for]
        (balance|owe|debt|collections)
        """,
    ),
    (
        K.TOPIC,
        "records",
        """
        [medical|my|health|immunization|vaccination|shot|vaccine] (records|chart)
        (immunization|vaccination|vaccine|shot) record
        (doctors|doctor|dr|sick|school|work|excuse|return to work) note
        (medical|health|physical|school|camp|sports|fmla|disability) (form|forms|paperwork|papers)
        (paperwork|fmla)
        (fax|send|transfer) [me|over] (my|the) (records|chart|file|files|paperwork)
        """,
    ),
    (
        K.TOPIC,
        "referral",
        """
        (referral|referrals|refferal|referal|referrel|referred)
        refer me
        (pre|prior) (auth|authorization|authorisation)
        preauthorization
        """,
    ),
    (
        K.TOPIC,
        "results",
        """
        (result|results|labs|lab work results|labwork results|biopsy|test came back)
        (lab|test|blood|blood test|bloodwork|xray|mri|scan|biopsy|pap|culture|imaging) (result|results|report|back|come back|came back)
        (results|report) (of|from|for|back|in|ready)
        """,
    ),
    (
        K.TOPIC,
        "insurance",
        """
        (changed|new|switched|change|update|updated|different|lost|switching|got new|have new|changing) [my|our|your|to|a|the] (insurance|insurer|coverage|plan|insurance card|insurance plan|health insurance)
        insurance (changed|card|denied|claim|problem|issue|question|expired|info|information|update|rejected|denial|wont|doesnt|didnt)
        (denied|claim|claims|eob|preauth|out of network|in network)
        (is|does|will|would|am i|are) * (covered|cover) [by|under] [my] [insurance|plan]
        """,
    ),
    (
        K.TOPIC,
        "wrong-number",
        """
        wrong (number|person|phone|num|#|patient|guy)
        (you have|u have|u got|you got|have|got) the wrong (number|person|phone|num)
        (who is|whos|who) (this|dis|this from) [is]
        (im|i am) not (him|her|the patient|that person|them)
        (dont|do not) know (who|any|anyone|anybody) * (this|that|is|named)
        (not|isnt|no longer) (his|her|their|s) (number|phone)
        new phone who dis
        never (signed up|gave you|been there|heard of you)
        i dont know you
        """,
    ),
    (
        K.TOPIC,
        "complaint",
        """
        (this is|its|thats|that is|what a|you are|youre|you guys are|absolutely|totally|such a|so|ur) [so|just|absolutely|completely|really|totally|a] (ridiculous|unacceptable|outrageous|disgusting|terrible|awful|horrible|joke|absurd|bullshit|bs|garbage|rude|incompetent|useless|pathetic|nonsense|disgrace)
        (ridiculous|unacceptable|outrageous|disgraceful|bullshit|fucking|fuck|pissed|wtf|fuk|shit|useless|pathetic)
        (worst|terrible|horrible|awful|bad|poor|lousy) (service|experience|office|doctor|clinic|place|care|treatment|practice|staff|customer service)
        (want|going|like|need|wish|gonna) to (complain|file a complaint|make a complaint|report you|sue|speak to a manager)
        (complain|complaint|complaining|complaints|sue|lawyer|malpractice|attorney)
        (im|i am|very|so|really|extremely) [so|very|really|extremely|beyond] (angry|furious|upset with|frustrated|disappointed|mad|fed up|sick of this)
        (fed up|sick and tired|had enough|sick of this|sick of you)
        (hate|despise) (this|you|your|this place|dealing)
        (waste|wasting) [of] my time
        (are you|r u) (stupid|kidding me|dumb|deaf|an idiot|serious)
        you (suck|idiots|people suck|idiot|morons)
        stupid (bot|system|machine|thing)
        (leave|leaving|write|writing) [a|you] [a] (bad|negative|one star|1 star) review
        never coming back
        """,
    ),
    (
        K.TOPIC,
        "clinical",
        """
        (should i|do i need to|can i|is it ok to|is it okay to|is it safe to|may i|could i) (take|stop taking|keep taking|use|give|increase|double|skip|eat|drink|mix|exercise|worry|be worried|be concerned|go to the er|go to the hospital|go to urgent care|fast)
        (is|are|it) [it|this|that|these|those] (normal|dangerous|contagious|serious|infected|broken|safe) [that|to|for|if]
        is it normal
        (should i|do i need to) be (worried|concerned|seen)
        what should i (do|take|use|eat)
        what (can|should|do) i (take|do|give|use) (for|about|to|if)
        (side effect|side effects|reaction to|dose|dosage|dosing|how many mg|interact|interaction|drug interaction)
        what (medicine|medication|dose|treatment)
        (what|which) (does|do|could) * (mean|symptoms mean|cause)
        (could|might|can) (it|this|that) be (cancer|infected|broken|covid|flu|serious)
        do you think (i have|its|it is|i should|this is|i need)
        (getting|got|gotten|feeling) (worse|sicker)
        """,
    ),
)

ANSWERS: Table = (
    (
        K.YES,
        "",
        """
        ^ (y|k|ya|please|pls|go|proceed|ready) $
        (yes|yep|yup|yea|yeah|yeh|yess|yesss|yas|ye|yeap|yah|yessir|aye|uh huh|mhm|mm hmm|indeed|affirmative|yes maam|yes sir)
        (ok|okay|okey|kk|okie|okk|oki|okei|okayy|oky|alright|allright|alrighty)
        (sure|sure thing|for sure|certainly|definitely|absolutely|of course|ofc|totally|surely|gladly|by all means)
        (sounds|sound|looks|look|seems) (good|great|perfect|fine|right|okay|ok|awesome|wonderful|lovely|correct)
        (thats|that is|its|it is|this is|it|that|this) (good|great|perfect|fine|right|correct|okay|ok|works|the one|will do|will work|would work|would be great|would be perfect|would be fine|would be good|should work|sounds good|sounds great|works great|works fine|works perfectly|works well|works for me)
        (works|good|fine|great|perfect|okay|ok) (for|with|by) me
        (that|it|this|1|the time|time) works
        (perfect|great|awesome|excellent|wonderful|correct|right|exactly|fantastic|cool|good|fine|lovely|brilliant|works)
        (book|take|reserve|schedule|grab) (it|that|that one|this one|that time|that slot|this)
        (want|like) (that one|this one|it)
        (ill|i will|id|i would|lets|ill just|we will|well) (take|book|do|go with|like|love|have|grab) (it|that|that one|this one)
        ^ [yes|yeah|yep] (i|we|it|they|he|she) (do|am|would|will|can|agree|accept|did|have|is|are|does) [please|thanks] $
        (go ahead|go for it|do it|please do|lets do it|make it so|lets do that|do that|you got it|yes please)
        (you bet|bet|why not|by all means|no problem|np|i guess|i guess so|i think so|i believe so|fine by me|count me in|im in|u bet)
        (sounds|looks|thats) like a plan
        all (good|set|right|correct)
        """,
    ),
    (
        K.NO,
        "",
        """
        ^ n $
        (no|nope|nah|nay|noo|nooo|nop|negative|no way|no sir|no maam|no thanks|no thank you|no ty|not really|not now|not today|not right now|absolutely not|of course not|hell no|naw|not at all|no good|no go|no dice|never)
        (not|isnt|wasnt|not quite|thats not|its not|that is not|it is not|this is not|this isnt|that isnt|not exactly) (that|that one|this|this one|right|correct|good|it|me|what i want|what i meant|what i wanted|what i asked|ok|okay|fine|going to work|true|interested|for me|good for me|the one|accurate|convenient|possible)
        (thats|that is|its|it is|this is|youre|you are) (wrong|incorrect|not right|not correct|not good|not me|not it|not true|a mistake|not what i want|not what i said)
        (wrong|incorrect)
        [that|it|this|those|these|they|none] (wont|doesnt|dont|does not|will not|do not|didnt|cant|wouldnt|would not|isnt going to) (work|fit|suit|help|do) [for] [me]
        (that|it|this) (doesnt|does not) sound (good|right)
        (dont|do not) (want|like|need|agree with) (it|that|that one|this one|those|them)
        ^ [no|nope] (i|we|it|they) (dont|do not|am not|cant|cannot|wont|wouldnt|wasnt|havent|did not|didnt|would not|isnt|is not) $
        ^ (rather not|id rather not|i would rather not) $
        (cant|cannot|can not|couldnt|wont be able to) (do|make) (that|that time|that day|that one|it then|this time|this one|those|them|these)
        (dont|do not) (book|schedule|do|confirm|want) (it|that|anything|me)
        """,
    ),
    (
        K.NONE_OF_THESE,
        "",
        """
        none
        (none|not any|not one|neither|no one) of (these|those|them|the times|the above|the options|the three|that|this) [work|works|fit|are good]
        (nothing|none|neither) (works|work|fits|good|is good|suits|there|here) [for me]
        neither
        (these|those|they) (all|times|options|slots|dates|days)  (dont|wont|do not|will not|didnt) (work|fit)
        (these|those|they) (dont|wont|do not|will not) (work|fit) [for me]
        (other|different|another|more|some other|any other|else any|alternative|alternate) [available|open] (time|times|options|option|slot|slots|openings|date|dates|day|days|choices|availability|appointments)
        (something|anything|what|nothing|any) else
        (somewhere|sometime|some time|any time) else
        (what|do you have|got|have you|is there|are there|show me|see|any) [other|else|more] (else|more|others) [do you have|is available|is there]
        show [me] (more|others|other|different)
        what about other
        """,
    ),
    (
        K.LATER,
        "",
        """
        ^ [maybe|much|a little|a bit] (later|latter) [please|pls|than that] $
        (anything|something|any|a|a bit|a little|little|much|bit|some|got anything|have anything|nothing|way|even) later
        later (time|times|date|dates|day|in the day|on|slot|slots|appointment|options|than that|than those|that day|in the week|in the month)
        (too|so|very|bit) (early|soon)
        (further|farther) out
        (after|past) that
        next (available after|ones)
        """,
    ),
    (
        K.EARLIER,
        "",
        """
        (earlier|sooner|erlier)
        (anything|something|any|a|a bit|a little|little|much|even|way) (earlier|sooner)
        (earlier|sooner) (time|times|date|dates|day|in the day|slot|appointment|than that|than those|in the week)
        (too|so|very|bit) (late|far|far out|far away)
        before that
        """,
    ),
    (
        K.SOONEST,
        "",
        """
        (asap|a s a p|immediately|right away|right now|urgently|straight away)
        as (soon|early|quick|quickly|fast) as (possible|you can|u can|can be|i can|able)
        (first|next|soonest|earliest|quickest|nearest|1st) [possible] (available|appointment|opening|slot|one|time|availability|date|day|you have|you got|thing)
        (soonest|earliest)
        whats [the] [your] (next|soonest|earliest|first)
        the (sooner|earlier) the better
        """,
    ),
    (
        K.ANYBODY,
        "",
        """
        (with|see|by) (anybody|anyone|any one|any body|whoever|whomever)
        (any|whichever|whatever|either) (doctor|dr|provider|dentist|physician|clinician|nurse|therapist|person|one|one of them|specialist|pediatrician)  [is fine|is ok|will do|works|available]
        (doesnt|does not|dont|do not|it doesnt|didnt) (matter|care) (who|which doctor|which provider|with who|with whom|which dr)
        (dont|no|havent) [have a|have any] (preference|preferences) [of|for|on|in|about] (doctor|dr|provider|who|physician)
        anyone (available|is fine|is ok|works|will do|free)
        anybody (available|is fine|is ok|works|will do|free)
        (another|different|other|some other|a different|someone) (doctor|dr|provider|dentist|physician|clinician|else)
        whoever (is|has|can|s|available)
        """,
    ),
    (
        K.OTHER_SITE,
        "",
        """
        (other|another|different|second) (office|location|site|clinic|place|branch|building)
        (not|instead of) (that|this) (office|location|site|clinic|branch)
        """,
    ),
    (
        K.ANYTIME,
        "",
        """
        (any|what ever|whatever|which ever|whichever) (time|day|date|of them|of those|of these)  [works|is fine|is good|is ok|will do]
        (anytime|whenever|any day|any time|any date|whatever works|whatever you have|whenever you can|whenever is good|whenever works|flexible|im flexible|wide open)
        (doesnt|does not|dont|do not) (matter|care) [when|what time|which day|what day|which time|to me]
        (no|dont have a|dont have any) (preference|time preference|preferences)
        up to you
        you (pick|choose|decide)
        """,
    ),
)

WANTS: Table = (
    (
        K.WANT,
        "book",
        """
        (need|want|wanna|like|get|make|book|schedule|set|request|arrange|needs|wants|looking for|set up|setting up|find|do|reserve|making|booking|scheduling|getting|fix) [up] [me|us|him|her|to|you] [to] [make|schedule|book|get|have|set up|set|request|see about|reserve|arrange] [up] [a|an|my|another|the|his|her|in for|for|some|one|our|in for a] [new|quick|follow up|dental|doctors|doctor|annual|first|early|medical|video|telehealth|same day|available|urgent|hair|well|routine|virtual|phone|sick] (appointment|appt|appointments|appts|visit|apt|appointmnt|consultation|consult|slot|opening|session|time|booking|reservation|meeting)
        (can|could|may|like|want|need|hoping) (i|we|to) have (a|an|another|the|my) [new|follow up|early] (appointment|appt|visit|slot|consultation|apt)
        (book|schedule) (me|us|him|her|my son|my daughter|my kid|my wife|my husband|my mom|my dad) [in|for|a|an|at|on]
        (need|want|like|wanna|hope|have|trying|would love) to (book|schedule|be seen|come in|see|make an appointment|get in|visit|get seen|get checked|set something up|get checked out|set up) [my|a|the|an|with|for|you|dr|in|someone|doctor]
        (can|could|may|when can|how can|how do|where can|how could|should) (i|we|he|she|u|you) (book|schedule|come in|be seen|get in|see|come|get seen|make an appointment|get an appointment|set up|squeeze me in|fit me in|get me in|see me|see us|see him|see her|make a booking) [me|a|an|my|with|the|dr|doctor|today|tomorrow|us]
        (book|schedule|make|set|reserve|arrange|get) [an|a|the|my|new|another] (appointment|appt|visit|apt|consultation|appointments|consult|reservation)
        (new|another|follow up) (appointment|appt) [please|for]
        (appointment|appt|apt) (please|for|with|pls|plz|request|needed)
        ^ [an|a|the] [new|doctors|doctor] (appointment|appt|apt|appointments|visit) [tomorrow|today|next|this|on|monday|tuesday|wednesday|thursday|friday] [week] [please] $
        ^ (book|schedule|scheduling|booking) [please|now|online]
        (any|have|got|is there|are there|do you have|have you got|r there|there) [any|an|a] (openings|opening|availability|availabilities|appointments|slots|space|open slots|anything available|anything open|available appointments|available times|spots|times available|something available|spot)
        (anything|something|what|whats) [do you have|is|you have|else is] [you] (available|open|free)
        (due|overdue|time) for (my|a|an|his|her|our) *
        (get|come|see) [me|him|her|us] in (today|tomorrow|this week|next week|soon|for)
        (i am|im|is|shes|hes|my son is|my daughter is) (sick|not feeling well|not feeling good|feeling sick)
        need to see (my|a|the|dr|doctor|someone|a doctor)
        """,
    ),
    (
        K.WANT,
        "move",
        """
        (reschedule|rescheduled|rescheduling|reschdule|reschedual|re schedule|rescedule|resched|reschedul|rebook|re book|postpone|postponed|push back|push out|bump|bring forward|move up|moved up)
        (move|change|switch|shift|push|swap|moving|changing|adjust|update|modify|edit|bump) (my|the|our|his|her|this|that|an|me|it|tomorrows|todays|next|up|back|them|mondays|tuesdays|wednesdays|thursdays|fridays) [upcoming|next|current|existing|doctor|doctors|dr|whole] [monday|tuesday|wednesday|thursday|friday|dental] (appointment|appt|visit|apt|time|date|booking|slot|day|appointments|reservation|checkup|physical|one)
        (move|change|switch|push|shift|swap) (it|that|this|mine|me) [up|back] [to|for|until|from|till]
        (can|could|may) (we|i|you|u) [please|just|instead] (make|move|change|switch|do|push|shift|swap) (it|that|this|them) [for|to|on|instead|at|be|a]
        (make|do) it (monday|tuesday|wednesday|thursday|friday|saturday|tomorrow|next|for|another|on|at|later|earlier|a different|the) [instead]
        (different|another|other|new) (day|time|date) instead
        (change|move|switch) (to|the time|the date|the day|times|days|dates)
        (need|want|like|prefer) [a|an] (different|another|other|new) (time|day|date) for my (appointment|visit|appt)
        come [in|on] (another|a different|some other) (day|time)
        """,
    ),
    (
        K.WANT,
        "cancel",
        """
        ^ [please|pls|hi|hello] (cancel|cancelation|cancellation|canceled|cancelled) [please|pls|thanks] $
        (cancel|cancell|cancle|cancelling|canceling|cancelled|canceled|cancelation|cancellation|cansel|canel|canx|delete|drop|scrap) [out|of] [my|the|our|his|her|this|that|it|an|all|both|all my|todays|tomorrows|mondays|tuesdays|wednesdays|thursdays|fridays|me|a] [upcoming|next|current|existing|doctors|dr|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|dental|other|first|second|tomorrow|today|physical|annual|checkup|video] (appointment|appt|visit|apt|booking|appointments|slot|reservation|one|appts|appoinment|it|that|checkup|physical)
        (cancel|cancle|cansel|cancell|canel) [it|that|this|them|everything|both|all|mine|please|the|my|for|on|tomorrow|today]
        (want|need|like|have|going|gotta|wish|trying) [to] (cancel|cancle|cansel|cancell)
        (cant|cannot|can not|wont|unable to|not able to|wont be able to|not going to be able to|not gonna|couldnt|not going to|will not|im not able to|will not be able to|not be able to|dont think i can|dont think ill) (make|come|attend|be able to make|keep|get to|be there|show up|be coming|be in|come in|make it in|make it to) [it|to|in|my|the|that|today|tomorrow|this|on]
        (cant|cannot|wont) make (my|the|todays|tomorrows|our)
        (not|no longer|im not|wont be|i am not|wont) (coming|attending|going to make it|able to make it|need the appointment|need my appointment|need it|needing)
        (dont|do not|no longer|wont) need (the|my|that|this|an|to come) (appointment|visit|appt|apt|in)
        something came up
        call off
        """,
    ),
    (
        K.WANT,
        "confirm",
        """
        (confirm|confirming|comfirm|confrim|confrm)
        ^ [its] confirmed
        (i|we|id like to|want to|please|to|can i|i want to|i would like to) confirm
        (ill|i will|we will|well|i shall|im going to|i plan to|she will|he will|shell|hell|we) be (there|in|coming|present|at)
        (see|c) (you|u|ya|y all) (then|there|tomorrow|monday|tuesday|wednesday|thursday|friday|at|soon|on|next)
        (im|i am|were|we are) coming
        (planning|plan) (on being|to be) there
        still (coming|on|good|planning to come)
        """,
    ),
    (
        K.WANT,
        "visits",
        """
        (when|what time|what day|what date|whats the time|whens|wat time|what days|at what time|where and when|when and where) (is|are|was|do|does|s|am|did|should) [my|our|his|her|the|i|we|he|she|that] [next|upcoming|scheduled|sons|daughters] (appointment|appt|visit|apt|appointments|visits|have|supposed|scheduled|due|booked|booking|come|slot|appts|i|reservation|reservations|coming) [to be there|to come]
        (when|what time|whens|what day) [is] (my|am i|is mine|was i|do i|are we|is our)
        (when|what time|what day) (is|was) it
        (what time|when) (do|should|must) (i|we) (come|need|be|go|show|get) [to|in|there] [be there]
        (do|did|dont) (i|we) [still|currently|already] have [an|a|any|my] [upcoming] (appointment|appt|visit|apt|appointments|appts) [scheduled|coming|booked|today|tomorrow]
        (check|see|view|look up|show|find|know|remind me of|list|forgot|confirm the time of|tell me|verify|remember) [me|about] [when] [is] (my|our|the|his) [next|upcoming] (appointment|appt|visit|appointments|visits|bookings|booking|appts) [time|date|details|is]
        (forgot|dont remember|cant remember|lost) (when|what time|my appointment|the date|the time|my appt)
        (my|upcoming|any|next) (appointments|visits|bookings)
        (is|are) (my|our) (appointment|appt|visit) (still|at|on|today|tomorrow|confirmed|scheduled|set)
        my next (appointment|appt|visit)
        am i (booked|scheduled|confirmed|still|on the)
        """,
    ),
    (
        K.WANT,
        "running-late",
        """
        (running|run|runnin|be|going to be|gonna be|might be|will be|arriving|little|bit|few minutes|mins|minutes|min|am) [a] [bit|little|few|few minutes|couple minutes|5|10|15|20|30|super|so|very] [minutes|mins|min] (late|behind)
        (im|i am|ill be|were|we are|i will be) [a|so|still] [bit|little|few minutes|going to be|gonna be|about] (late|stuck|delayed|on my way|behind|on the way|omw)
        stuck (in|at) (traffic|work|the)
        (on my way|omw|on the way|almost there|be there in|be right there|there in)
        (bad|heavy|terrible|crazy|so much) traffic
        ^ traffic $
        (missed|late) (my|the) (bus|train|ride)
        car (trouble|broke down|wont start)
        flat tire
        """,
    ),
)

INFO: Table = (
    (
        K.INFO,
        "hours",
        """
        (are|r) (you|u|yall|you guys|they) [still|guys] [open|closed|close|closing]  (open|closed|there|working|in|off|today|tomorrow|close)
        (is|r) [the|your] (office|clinic|practice|place) (open|closed|close|closing)
        (when|what time|what days|how late|til when|until when|till when|what) (do|are|r|does|is|will) (you|u|they|yall|the office|the clinic|the practice|it|your office|you guys) (open|close|closed|there|opening|closing|closes|opens|start|be open|stop)
        (what are|whats|what is|what r|wat are) (your|the|ur|office|you) (hours|hrs|opening hours|office hours|business hours|opening times|schedule|opening time|closing time|hours of operation|working hours)
        (hours|opening hours|office hours|opening times|business hours|hours of operation)
        (open|closed) (on|today|tomorrow|this|monday|tuesday|wednesday|thursday|friday|saturday|sunday|saturdays|sundays|weekends|late|now|for|over|christmas|thanksgiving)
        (do|does|will|would) (you|u|the office|yall|they|the clinic) (open|close|work|operate|be open) [on|at|early|late]
        open now
        """,
    ),
    (
        K.INFO,
        "address",
        """
        (where) (are|r|is|do|s) (you|u|your office|the office|the clinic|your clinic|it|your|the|yall|they|my appointment|i|we|my visit|this|that) [located|at|go|come|office|clinic|located at|park]
        (whats|what is|what s|need|send me|send|give me|text me|have|get|what|know|tell me|provide) [is|me] (the|your|ur|an|their|its|office|clinic) [office|clinic|street|exact|full] (address|location|directions)
        (address|directions|location) [please|pls|to|of]
        how (do|can) (i|we|you|one) (get|find|reach) [to|there|you|it|your|the]
        (located|situated)
        (which|what) (office|location|building|floor|suite)
        """,
    ),
    (
        K.INFO,
        "parking",
        """
        (parking|park|valet|garage|park my car)
        where (do|can|should) (i|we) park
        """,
    ),
    (
        K.INFO,
        "insurers",
        """
        (what|which|wat|wht) [kind of|types of|type of|kinds of|health|medical] (insurance|insurances|insurers|plans|insurer|insurance plans|coverage|insurance companies|carriers) [do|does|are|plans|you|is] [you|u|they|yall] [guys] [take|accept|accepted|work with|taken|cover]
        (do|does|would|will|can) (you|u|they|yall|the office|the clinic|your office|the practice|dr|we|i) [guys|still|also] (take|accept|except|work with|honor|participate) [my|any|all|with|the|in|this|other|our|out of state] [kind of] (insurance|insurances|plan|coverage|insurer|health insurance|insurance plan)
        (is|are) (my|our) insurance (accepted|taken|ok|good|covered)
        (insurance|insurances|insurers|plans) (accepted|taken|do you take|you take|you accept|do you accept)
        (take|accept|accepting|taking) [my|any|all|what|which] (insurance|insurances)
        (are you|r u|you) [in|within] [my] network
        """,
    ),
    (
        K.INFO,
        "insurers?",
        """
        (do|does|would|will) (you|u|they|yall|the office|the clinic|your office) [guys|still|also] (take|accept|honor|participate with)
        (take|accept|accepting|honor) (my|any|all|the)
        """,
    ),
    (
        K.INFO,
        "phone",
        """
        (whats|what is|what s|need|send me|send|give me|text me|have|get|what|tell me|provide|know) [is|me] (the|your|ur|a|an|their|its|office) [office|clinic|contact|best] (phone|number|phone number|telephone|telephone number|fax|fax number|contact number|tel)
        (phone|telephone|contact|office) number
        (number|phone) (to call|i can call|for the office|to reach)
        (how|where) (can|do) i (call|phone|reach) (you|the office|them|u)
        """,
    ),
)

ABOUT: Table = (
    (
        K.NEW_PATIENT,
        "",
        """
        (new|first time) (patient|patients|client|here|pt|customer)
        (never|havent|have not|not|i havent) (been|come|visited|seen|was|been a patient|ever been) [been] (there|here|before|to you|to your|you|in|a patient|with you)
        (first|1st) (time|visit|appointment) [here|there|with you|visiting|coming]
        (become|becoming|be) a [new] patient
        (accepting|taking|accept|take|see|seeing) [any] new (patients|patient|clients)
        im new
        i am new
        """,
    ),
    (
        K.KNOWN_PATIENT,
        "",
        """
        (been|was|come|went|seen) (there|here|to you|before|a patient|with you|in before|by you|there before|here before) [for years|before|already]
        (existing|current|established|returning|old|regular|already a) (patient|pt|client)
        (already|am) [am|im] a patient
        (seen|saw|see|seeing) (dr|doctor|you guys|him|her|you) (before|already|last)
        not [a] new [patient]
        patient of (dr|doctor|yours|the)
        """,
    ),
    (
        K.CONTROL,
        "back",
        """
        (go|take me|bring me|going|step) back [one|a step|to the previous|to that]
        ^ [go] back [please] $
        undo
        ^ previous $
        (previous|last) (step|question|one|page|screen)
        """,
    ),
    (
        K.CONTROL,
        "start-over",
        """
        (start|starting|begin|lets start|do it|start all) [all] (over|again|anew|fresh|from scratch|from the beginning|from the start|from the top)
        (restart|main menu|begin again)
        ^ (menu|reset|redo) $
        """,
    ),
    (
        K.CONTROL,
        "never-mind",
        """
        (never mind|nevermind|nvm|nvrmind|nm|nevr mind|forget it|forget about it|forget that|disregard|ignore that|ignore me|ignore this|skip it|drop it|scratch that|leave it|its ok nvm|changed my mind|change my mind|no longer needed|not anymore)
        """,
    ),
    (
        K.CONTROL,
        "repeat",
        """
        ^ (what|huh|wat|pardon|excuse me|sorry|come again|again|eh) $
        (repeat|rephrase|say again|pardon me|what was that|what did you say|say what|say that again|repeat that|send that again|resend|what were the options|what were they)
        (can|could) you (repeat|say|send|resend) (that|it|again|this|the options) [again]
        (what|sorry what|wait what|what do you mean|i dont understand|dont understand|didnt understand|did not understand|i do not understand|i dont get it|not sure what you mean|confused|im confused)
        once more
        one more time
        again please
        """,
    ),
    (
        K.LANGUAGE,
        "en",
        """
        (english|inglish|in english|speak english|english please|do you speak english|english only)
        """,
    ),
    (
        K.LANGUAGE,
        "es",
        """
        (spanish|in spanish|speak spanish|spanish please|do you speak spanish|spanish speaker|spanish speaking)
        """,
    ),
    (
        K.GREETING,
        "",
        """
        (hi|hello|hey|hiya|howdy|heya|hii|hiii|helo|hallo|yo|sup|greetings|hey there|hi there|hello there|hey yall|whats up|gm)
        (good|gd|happy) (morning|afternoon|evening|day|night|monday|tuesday|wednesday|thursday|friday)
        """,
    ),
    (
        K.THANKS,
        "",
        """
        (thanks|thank you|thank u|thx|ty|tysm|thnx|thanx|tks|thankyou|thank|appreciate it|much appreciated|thanks so much|thanks a lot|thank you so much|many thanks|cheers|appreciated|i appreciate it|thank you very much|thanks very much|thats all)
        """,
    ),
)

EVERYTHING: Table = (
    *NOTHING, *SCREENS, *OPT_OUT_PHRASES, *PEOPLE, *TOPICS, *ANSWERS, *WANTS, *INFO, *ABOUT,
)  # fmt: skip
