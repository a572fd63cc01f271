"""English phrases: matters for a person of the practice. Patterns as in `phrases`."""

from assistant.domain.facts import FactKind as K
from assistant.understanding.words.table import Table

PEOPLE: Table = (
    (
        K.PERSON,
        "",
        """
        (talk|speak|chat|spk|connect|connected|transfer|transferred) [me] (to|with|2) (a|an|the|some|your|any|real|somebody|someone|anyone|anybody|another|actual|live) [real|actual|live|human|front] (person|human|someone|representative|rep|agent|operator|receptionist|staff|nurse|people|being|member|desk|office|doctor|manager|supervisor|assistant)
        (talk|speak|chat|connect me|connected|transfer me|talking|speaking) (to|with) (someone|somebody|anyone|anybody|you|reception|staff|people|the office|front desk|humans)
        (real|actual|live|human) (person|human|agent|people|being|representative|someone|operator)
        ^ [a|the] (human|person|humans|representative|receptionist|operator|agent|reps) [please|pls|plz|now] $
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
        ^ (anyone|anybody|someone) there $
        leave a message (for|with) *
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
        [can|could|will|would] [you|u|someone|dr|the doctor|the nurse] [please] (call|phone|fax) in (my|a|the|his|her|some|more) *
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
        "forms",
        """
        (intake|new patient|registration|health history|consent|patient|pre visit|previsit|online|pre registration|medical history|screening|hipaa) (form|forms|paperwork|packet|questionnaire|documents|docs)
        (the|your|my|any|these|those|that) (forms|form|paperwork|questionnaire|packet)
        (fill|filled|filling|complete|completed|sign|signed|finish|finished|submit|submitted|send|resend|get|need|open|download|print|find|received|receive|sent|bring|did|do|done) [out|in|up|with] [all|me|us|again|of] [the|your|my|any|some|those|these] [new|intake|new patient|online] (forms|form|paperwork|questionnaire|packet)
        (form|forms|paperwork|questionnaire) (link|links|wont|isnt|doesnt|not|is|are|to fill|online|before|again|you sent|you emailed)
        (sign|bring|read) (anything|any documents|any papers) [beforehand|before|first|with me]
        fill [out|in] (anything|something|stuff) [out]
        """,
    ),
    (
        K.TOPIC,
        "video-link",
        """
        (video|zoom|telehealth|virtual|televisit|telemedicine|meeting|online visit) [visit|call|appointment|appt|meeting|session] (link|links|url|login)
        (link|links|url) (for|to|of) [join] [my|the|our|a|todays|this] [video|zoom|telehealth|virtual|online] (video|zoom|telehealth|televisit|visit|call|appointment|appt|session|meeting|one)
        (join|start|log in to|log into|log in for|log on to|get into|connect to|login to|get on|access|enter) [my|the|a|our|todays] (video|zoom|telehealth|televisit|virtual|video call|video visit|call|virtual visit|virtual appointment|meeting|session|online visit)
        (im|am|is|were|waiting|sitting|been) [waiting] (in|on) the (zoom|video|video call|virtual|virtual room|call|telehealth|online waiting room|virtual waiting room)
        (doctor|dr|provider|nobody|no one|nurse|they) [hasnt|isnt|has not|is not|havent|never|not|didnt] [is|yet] (joined|join|in|on|showed up on|here on) [the|my] (video|call|video call|zoom|meeting|video room|virtual room)
        (where|wheres) [is|s] (the|my) link
        (cant|cannot) hear (anything|anyone|you|the doctor|them|her|him)
        how (does|do|will|would) [i|we|the|a|my] [do] [the|a|my] (virtual|video|telehealth|online) (visit|visits|call|appointment|appointments) [work]
        (my|the) (camera|microphone|mic|audio|video|sound) (isnt|wont|doesnt|not|is not|does not) (work|working|turning on|turn on|connect|connecting)
        (the|that|your|this|video|zoom) link [you sent|you gave me|for it] [still|just] (isnt|doesnt|wont|not|is not|is broken|is dead|expired|does not|didnt|never) [work|working|open|opening|load|loading|go through|came|come]
        (got|get|see|have|received|find|need|send|resend|sent) [me|a|the|my|any|us] [new] link
        (cant|unable to|cannot|not able to) (join|connect|log in|login|get in to|get into) [the|my] [video|call|zoom|meeting|visit]
        """,
    ),
    (
        K.TOPIC,
        "records",
        """
        [medical|my|health|immunization|vaccination|shot|vaccine] (records|chart)
        (immunization|vaccination|vaccine|shot) record
        (doctors|doctor|dr|sick|school|work|excuse|return to work) note
        (medical|health|physical|school|camp|sports|fmla|disability) (form|forms|papers)
        fmla
        (letter|note|excuse|proof) (for|to) [my|the|a] (school|work|job|employer|boss|camp|daycare|travel|airline|landlord|court|teacher)
        (proof|record|records|history) of [my|his|her] (vaccination|immunization|vaccines|shots|vaccine)
        (fax|send|transfer) [me|over] (my|the) (records|chart|file|files)
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
        (do you have|have you got|did you get|got) (my|the|his|her) (labs|lab work|labwork|bloodwork|blood work|xray|scan|mri)
        (results|report) (of|from|for|back|in|ready)
        """,
    ),
    (
        K.TOPIC,
        "insurance",
        """
        (changed|new|switched|change|update|updated|different|lost|switching|got new|have new|changing) [my|our|your|to|a|the] (insurance|insurer|coverage|plan|insurance card|insurance plan|health insurance)
        (will|does|did|would|can) [my|the|our|his|her] (insurance|plan|medicaid|medicare) (pay|cover|take care) [for|of]
        insurance (changed|card|denied|claim|problem|issue|question|expired|info|information|update|rejected|denial|wont|doesnt|didnt)
        (denied|claim|claims|eob|preauth|out of network)
        (is|does|will|would|am i|are) * (covered|cover) [by|under] [my] [insurance|plan]
        """,
    ),
    (
        K.TOPIC,
        "wrong-number",
        """
        (this|that|its) [number|phone|cell] (isnt|is not|not|doesnt|does not|no longer) [belong|the number|the phone|the right number|belongs] [to|for|of] * (number|phone|cell)
        (this|that|its) [number|phone|cell] (isnt|is not|not|no longer) * anymore
        (this|that) (number|phone|cell) (doesnt|does not) * anymore
        (number|phone|cell) (doesnt|does not|no longer) belong [to]
        (number|phone|cell) belongs to (someone|somebody|a different|another)
        (no|nobody) [one] [by|of|named|with] that name
        (no idea|dont know) who * is
        (not|isnt) the (right person|one youre looking|person you|person youre|patient you|patient youre)
        wrong (number|person|phone|num|#|patient|guy)
        (you have|u have|u got|you got|have|got) the wrong (number|person|phone|num)
        (who is|whos|who) (this|dis) texting [me]
        (im|i am) not (him|her|the patient|that person|them)
        (dont|do not) know (who|any|anyone|anybody) * (this|that|is|named)
        (not|isnt|no longer) (his|her|their|s) (number|phone)
        never (signed up|gave you|heard of you)
        i dont know you
        """,
    ),
    (
        K.TOPIC,
        "complaint",
        """
        (this is|its|thats|that is|what a|you are|youre|you guys are|absolutely|totally|such a|so|ur) [so|just|absolutely|completely|really|totally|a] (ridiculous|unacceptable|outrageous|disgusting|terrible|awful|horrible|joke|absurd|bullshit|bs|garbage|rude|incompetent|useless|pathetic|nonsense|disgrace)
        (ridiculous|unacceptable|outrageous|disgraceful|bullshit|fucking|fuck|pissed|wtf|fuk|shit|useless|pathetic)
        (not|very|really|never|so) (happy|satisfied|pleased|unhappy|dissatisfied) (with|about)
        (not happy|unhappy|dissatisfied) [at all] (with|about)
        [you|nobody|they|yall|people] never (call|called|calls|answer|answered|answers|respond|responded|return|returned) [me|my] [back|calls|the phone]
        report (a|the|your|my) (nurse|doctor|dr|receptionist|employee|staff|provider)
        (was|were|is|are|so|very|really|extremely) [so|very|really|extremely|incredibly|super] (rude|disrespectful|unprofessional|dismissive|nasty|condescending) [to|with]
        (treated) [me|us|my mom|my mother|my son] (badly|terribly|horribly|like garbage|like trash|like dirt|poorly|like crap)
        (worst|terrible|horrible|awful|bad|poor|lousy) (service|experience|office|doctor|clinic|place|care|treatment|practice|staff|customer service)
        (want|going|like|need|wish|gonna) to (complain|file a complaint|make a complaint|report you|sue|speak to a manager)
        (complain|complaint|complaining|complaints|sue|malpractice)
        (my|a|our|the) (lawyer|attorney) (will|is going|about)
        (call|calling|get|getting|contact|contacting|hiring) (my|a|our) (lawyer|attorney)
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
        (question|questions) (about|on|regarding) [my|the|his|her] (medication|medications|medicine|meds|dose|dosage|symptoms|surgery|pills|antibiotic|treatment|side effects)
        (should i|can i|do i|when can i|may i|could i|should he|should she|can he|can she) stop [taking|using] (my|the|his|her|this|these|it) *
        (should i|do i need to|can i|is it ok to|is it okay to|is it safe to|may i|could i) (take|stop taking|keep taking|use|give|increase|double|skip|eat|drink|mix|exercise|worry|be worried|be concerned|go to the er|go to the hospital|go to urgent care|fast)
        (is|are) (it|this|that|these|those) (normal|dangerous|contagious|serious|infected|broken|safe) [that|to|for|if]
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
