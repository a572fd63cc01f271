"""English phrases: what a patient wants done or told. Patterns as in `phrases`."""

from assistant.domain.facts import FactKind as K
from assistant.understanding.words.table import Table

WANTS: Table = (
    (
        K.WANT,
        "book",
        """
        (need|want|wanna|like|get|make|book|schedule|set|request|arrange|needs|wants|looking for|set up|setting up|find|do|reserve|making|booking|scheduling|getting|fix) [up] [me|us|him|her|to|you] [to] [make|schedule|book|get|have|set up|set|request|see about|reserve|arrange] [up] [a|an|my|another|the|his|her|in for|for|some|one|our|in for a] [new|quick|follow up|dental|doctors|doctor|annual|first|early|medical|video|telehealth|same day|available|urgent|hair|well|routine|virtual|phone|sick] (appointment|appt|appointments|appts|visit|apt|appointmnt|consultation|consult|slot|opening|session|time|booking|reservation|meeting)
        (can|could|may|like|want|need|hoping) (i|we|to) have (a|an|another|the|my) [new|follow up|early] (appointment|appt|visit|slot|consultation|apt)
        (book|schedule) (me|us|him|her|my son|my daughter|my kid|my wife|my husband|my mom|my dad) [in|for|a|an|at|on]
        (need|needs|wants|want|like|wanna|hope|trying|would love) to (book|schedule|be seen|come in|see a|see the|see my doctor|see dr|see you|see someone|see somebody|see him|see her|make an appointment|get in|get seen|get checked|set something up|get checked out|set up) [my|a|the|an|with|for|you|dr|in|someone|doctor]
        (can|could|may|when can|how can|how do|where can|how could|should) (i|we|he|she|u|you) (book|schedule|come in|be seen|get in|see a doctor|see the doctor|see my doctor|see dr|see someone|see the nurse|come|get seen|make an appointment|get an appointment|squeeze me in|fit me in|get me in|see me|see us|see him|see her|make a booking) [me|a|an|my|with|the|dr|doctor|today|tomorrow|us]
        (book|schedule|make|set|reserve|arrange|get) [an|a|the|my|new|another] (appointment|appt|visit|apt|consultation|appointments|consult|reservation)
        (new|another|follow up) (appointment|appt) [please|for]
        (appointment|appt|apt) (please|for|with|pls|plz|request|needed)
        ^ [an|a|the] [new|doctors|doctor] (appointment|appt|apt|appointments|visit) [tomorrow|today|next|this|on|monday|tuesday|wednesday|thursday|friday] [week] [please] $
        ^ (book|schedule|scheduling|booking) [please|now|online]
        (any|have|got|is there|are there|do you have|have you got|r there|there) [any|an|a] (openings|opening|availability|availabilities|appointments|slots|space|open slots|anything available|anything open|available appointments|available times|spots|times available|something available|spot)
        (anything|something|what|whats) [do you have|is|you have|else is] [you] (available|open|free)
        (due|overdue|time) for (my|a|an|his|her|our|some) [next|yearly|annual|6|six|regular|routine] [month] (physical|annual|yearly|checkup|check up|shot|shots|vaccine|vaccines|visit|appointment|appt|cleaning|exam|follow up|mammogram|pap|booster|wellness|well visit|screening|labs|checkups|physicals)
        (get|come|see) [me|him|her|us] in (today|tomorrow|this week|next week|soon|for)
        (i am|im|shes|hes|he is|she is|were|son is|daughter is|kid is|child is|baby is|toddler is|wife is|husband is|mom is|dad is|mother is|father is) (sick|not feeling well|not feeling good|feeling sick)
        (put|pencil|sign|squeeze|fit|slot|get) (me|us|him|her|my son|my daughter|my husband|my wife) (down|in|up) (for|on|at)
        (taking|accepting|doing|scheduling) [any|new] (appointments|appts|walk ins|walkins)
        (what|which) (times|days|dates|slots|openings) (do|are|can|have) [you|yall] [have|got|open|available]
        (how far out|how soon) (are|can|could|do) *
        (do you|do u|you|u) have [any] * (appointments|openings|availability|appts|slots)
        any [available|open|other] (times|slots|spots|openings) (left|available|open|today|tomorrow|this|next|on|for)
        (establish|establishing|get established) [care|as]
        (told|asked|wants|wanted) (me|him|her|us) to (come back|come in|follow up|return|schedule|make an appointment|be seen|book)
        need to see (my|a|the|dr|doctor|someone|a doctor)
        """,
    ),
    (
        K.WANT,
        "move",
        """
        (reschedule|rescheduled|rescheduling|reschdule|reschedual|re schedule|rescedule|resched|reschedul|rebook|re book|postpone|postponed|push back|push out|bump|bring forward|move up|moved up)
        (move|change|switch|shift|push|swap|moving|changing|switching|pushing|delay|adjust|update|modify|edit|bump) (my|the|our|his|her|this|that|an|me|it|tomorrows|todays|next|up|back|them|mondays|tuesdays|wednesdays|thursdays|fridays) [upcoming|next|current|existing|doctor|doctors|dr|whole|first|second|third|last|other] [monday|tuesday|wednesday|thursday|friday|dental] (appointment|appt|visit|apt|time|date|booking|slot|day|appointments|reservation|checkup|physical|one)
        (move|change|switch|push|shift|swap) (it|that|this|mine|me) [up|back] [to|for|until|from|till]
        (can|could|may) (we|i|you|u) [please|just|instead] (make|move|change|switch|do|push|shift|swap) (it|that|this|them) [for|to|on|instead|at|be|a]
        (make|do) it (monday|tuesday|wednesday|thursday|friday|saturday|tomorrow|next|for|another|on|at|later|earlier|a different|the) [instead]
        (different|another|other|new) (day|time|date) instead
        (change|move|switch) (to|the time|the date|the day|times|days|dates)
        (need|want|like|prefer) [a|an] (different|another|other|new) (time|day|date) for my (appointment|visit|appt)
        come [in|on] (another|a different|some other) (day|time)
        (wrong|incorrect) (day|date|time)
        (it|that|this|the time|the day|that time|that day) (doesnt|wont|does not|will not|no longer) (work|works) [for me|for us] (anymore|any more|after all)
        (it|that|this|the time|the day|that time|that day) no longer works
        (come|get) [in] (earlier|sooner|later)
        (im|i am|were|we are) (scheduled|booked|down|set) (for|at|on) * but
        (anything|something|any) [time|times|day] (earlier|sooner|later) than (my|the|that|what)
        (can|could) my [monday|tuesday|wednesday|thursday|friday|saturday] (appointment|appt|visit) be (later|earlier|moved|changed|pushed|on|sooner|at|in|with|by|a)
        (bring|pull) (my|the) (appointment|appt|visit) (forward|up|closer|in)
        (i|we) have an (appointment|appt|visit) * but
        (can|could) (we|i|you) (do|come|make it) [on|in] (monday|mon|tuesday|tue|tues|wednesday|wed|thursday|thu|thurs|friday|fri|saturday|sat|tomorrow|another day|a different day|next week) * instead
        (find|need|want) (another|a different|some other|a new) (time|day|date) [for|because|monday|that|instead]
        (day|time|date|monday|tuesday|wednesday|thursday|friday) (doesnt|no longer|wont|does not|isnt going to) (work|works) [anymore|for me|now|after all] [*] (another|other|different|else|instead)
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
        (cant|cannot|can not|wont|unable to|not able to|wont be able to|not going to be able to|not gonna|couldnt|not going to|will not|im not able to|will not be able to|not be able to|dont think i can|dont think ill) (make|come|attend|be able to make|keep|get to|be there|get there|show up|be coming|be in|come in|make it in|make it to) [it|to|in|my|the|that|today|tomorrow|this|on]
        (cant|cannot|wont) make (my|the|todays|tomorrows|our)
        (not|no longer|im not|wont be|i am not|wont) (coming|attending|going to make it|able to make it|need the appointment|need my appointment|need it|needing)
        (dont|do not|no longer|wont) need (the|my|that|this|an|to come) (appointment|visit|appt|apt|in)
        (cant|cannot|can not|wont be able to|couldnt|not able to|unable to|not going to|not gonna|wont) (make|do) it [on|this|next|at] (monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|next|another|on|at|for|this|later|earlier)
        (never mind|forget) (the|my|about the|about my) (appointment|appt|visit)
        something came up
        (ride|babysitter|sitter|transportation|childcare) (fell through|cancelled|canceled|bailed|didnt show)
        (no|dont have a|have no|lost my) (ride|transportation|babysitter|way to get there)
        (will|ill|gonna|going to|have to|need to|might|must|got to|gotta) [have to|be] (miss|missing|skip) (my|our|the|this|todays|tomorrows|it)
        (take|remove|delete|scratch) (me|us|my son|my daughter|my name|my appointment|my appt|my visit) (off|from) [of] [the|your] (schedule|calendar|books)
        (have to|need to|gonna|going to) (bail|back out|pass on)
        (scratch|nix|axe) (my|the|our) *
        take my name off
        call off
        """,
    ),
    (
        K.WANT,
        "confirm",
        """
        (confirm|confirming|comfirm|confrim|confrm)
        ^ [its|yes|yep|yeah|ok|all] confirmed
        (i|we|id like to|want to|please|to|can i|i want to|i would like to) confirm
        (ill|i will|we will|well|i shall|im going to|i plan to|she will|he will|shell|hell|we) be (there|in|coming|present|at)
        (see|c) (you|u|ya|y all) (then|there|tmrw|tmr|tmw|tomorow|tomorrow|monday|tuesday|wednesday|thursday|friday|soon|on|next|later today|in the morning|this afternoon)
        (see|c) (you|u|ya|y all) at (1|2|3|4|5|6|7|8|9|10|11|12|noon|the clinic|the office|the appointment|my appointment)
        (im|i am|were|we are) coming
        (planning|plan) (on being|to be) there
        still (coming|on|good|planning to come)
        count (me|us) in
        ^ [yes|yep|im|all|still|we are|were] (good|set|ready) for (tomorrow|today|monday|tuesday|wednesday|thursday|friday|the appointment|my appointment)
        (yes|yep|yeah|yup|sure) (i|we) can (make it|come|be there)
        (i|we) can make it
        (im|i am|were|we are|its|all) confirmed [for]
        ^ [yes|yep|yeah|sure] will be (there|in)
        still planning on (it|coming|being)
        (cant|can not|cannot) wait [to] [see|be]
        yes [im|i am|we are|were] coming
        """,
    ),
    (
        K.WANT,
        "visits",
        """
        (when|what time|what day|what date|whats the time|whens|wat time|what days|at what time|where and when|when and where) (is|are|was|do|does|s|am|did|should) [my|our|his|her|the|i|we|he|she|that] [next|upcoming|scheduled|sons|daughters] (appointment|appt|visit|apt|appointments|visits|have|supposed|scheduled|due|booked|booking|come|slot|appts|i|reservation|reservations|coming) [to be there|to come]
        (when|what time|whens|what day) [is] (my|am i|is mine|was i|do i|are we|is our)
        (when|what time|what day) (is|was) it
        (what time|when) (do|should|must) (i|we) (come|need|be|go|show|get there|get in) [to|in|there] [be there]
        (do|did|dont) (i|we) [still|currently|already] have [an|a|any|my] [upcoming] (appointment|appt|visit|apt|appointments|appts) [scheduled|coming|booked|today|tomorrow]
        (check|see|view|look up|show|find|know|remind me of|list|forgot|confirm the time of|tell me|verify|remember) [me|about] [when] [is] (my|our|the|his) [next|upcoming] (appointment|appt|visit|appointments|visits|bookings|booking|appts) [time|date|details|is]
        (forgot|dont remember|cant remember|lost) (when|what time|my appointment|the date|the time|my appt)
        (my|upcoming|any|next) (appointments|visits|bookings)
        (see|find|have) an (appointment|appt|visit) for (me|my|us)
        (is|are) (my|our) (appointment|appt|visit) (with|still|at|on|today|tomorrow|confirmed|scheduled|set)
        my next (appointment|appt|visit)
        (who|whom|which doctor|what doctor|which provider) (am i|are we|is he|is she) (seeing|with|supposed to see|scheduled with|meeting|booked with)
        (who|which doctor|what doctor) is (my|our|his|her) (appointment|appt|visit) with
        (who|which doctor) (do|will) (i|we) see (on|tomorrow|today|at|monday|tuesday|wednesday|thursday|friday)
        (do|did) (i|we) [still] (have to|need to) (come|go|be there|be in)
        (remind|tell) me (when|what time|what day) [i|we]
        (do|did) (i|we) [still|already] have (something|anything) [scheduled|booked|planned|set|coming up] [for|on] (on|today|tomorrow|this|next|at|coming|mon|monday|tue|tues|tuesday|wed|weds|wednesday|thu|thur|thurs|thursday|fri|friday|sat|saturday|sun|sunday)
        does * have (something|anything) (scheduled|booked)
        (do|did|does) (i|we|he|she|they|my son|my daughter|my kid|my kids|my child|my mom|my dad|my wife|my husband) [still|already] have (something|anything) (scheduled|booked|planned|coming up|coming|on the books)
        confirm (what|when|which|the time|the date|the day)
        (think|thought|believe) [that] i (have|had) an (appointment|appt|visit)
        (my|our|his|her|the) (appointment|appt|visit) (time|date|day|details|info)
        am i (booked|scheduled|confirmed|still|on the)
        """,
    ),
    (
        K.WANT,
        "here",
        """
        (im|i am|were|we are|i|we|just|ive|i have|weve|have|its me) [just|now|already|finally|both|all] (here|arrived|outside|downstairs|out front|parked|checked in|checking in|in the parking lot|in the waiting room|in the lobby|at the front desk|in your parking lot|at the clinic|at the door|in the building|got here|made it here|pulled in|pulled up|in the car outside|sitting outside|waiting outside|at reception|in reception|on the curb)
        ^ [hi|hello|hey] (here|arrived|outside|parked|checked in|im here|we here|checking in) [now] $
        (at|by) (the|your) (front door|front desk|entrance)
        parked (out|outside|in front|in the|at the|by the|downstairs|right)
        ^ [in|from] the (parking lot|waiting room|lobby|car outside)
        ^ (in|from) (the|your) (parking lot|waiting room|lobby)
        ^ here (in|at|by|now|outside)
        here for (my|our|the|his|her|an|a) *
        """,
    ),
    (
        K.WANT,
        "running-late",
        """
        (running|run|runnin|be|going to be|gonna be|might be|will be|arriving|little|bit|few minutes|mins|minutes|min|am) [like|about|around|probably|maybe] [a] [bit|little|few|few minutes|couple minutes|5|10|15|20|30|45|super|so|very] [minutes|mins|min] (late|behind)
        (im|i am|ill be|were|we are|i will be) [a|so|still] [bit|little|few minutes|going to be|gonna be|about] (late|stuck|delayed|on my way|behind|on the way|omw)
        stuck (in|at|on|behind) (traffic|work|the|a|an)
        (on my way|omw|on the way|almost there|be there in|be right there|there in)
        (bad|heavy|terrible|crazy|so much|lots of|horrible) traffic
        traffic (jam|is)
        (accident|wreck|construction) on (the|my|i|95|highway|route|way)
        be there (shortly|soon|in a few|in a bit|in a minute|as soon)
        ^ traffic $
        ^ [sorry|so|im] late
        (hold|save) (my|our) (spot|slot|place|appointment)
        keep (my|our) (spot|slot|place)
        (there|arriving|arrive|arrival) in [about|like|another] * (min|mins|minutes|minute)
        (missed|late) (my|the) (bus|train|ride)
        car (trouble|broke down|wont start)
        flat tire
        """,
    ),
)

INFO: Table = (
    (
        K.INFO,
        "duration",
        """
        how long (does|do|will|would|is|are) (it|this|that|they|these) [usually|normally|typically|going to] (take|last|be|run|gonna take) $
        how long (does|do|will|would|is|are) [a|an|the|my|that|your] [usual|typical|new patient|sick|follow up|video|well child] (visit|appointment|appt|appts|visits|appointments|checkup|check up|checkups|physical|exam|follow up|followup|session|consult) [usually|normally|typically|going to] [take|last|be|run]
        how (much time|many minutes) (does|do|will|should|would) [it|this|that|i|the visit|the appointment|a visit|an appointment|a checkup] [usually] (take|plan|allow|need|last)
        """,
    ),
    (
        K.INFO,
        "who",
        """
        (who is|whos|who) (this|dis|this from) [is]
        who (are you|am i talking to|am i texting|am i speaking with) [with|guys]
        (what|which) (office|practice|clinic|company|business|place) is this
        """,
    ),
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
        (what|which) (street|floor|building|suite|town|city|entrance|door|exit) (are|is|do|should) [you|it|i|we]
        wheres (the|your|this) (clinic|office|building|entrance|place)
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
