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
        ^ (anyone|anybody|someone) there $
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
