"""English phrases: answers to our questions. Patterns as in `phrases`."""

from assistant.domain.facts import FactKind as K
from assistant.understanding.words.table import Table

ANSWERS: Table = (
    (
        K.YES,
        "",
        """
        ^ (y|k|ya|please|pls|go|proceed|ready) $
        ^ (y|k) (thanks|thank you|thx|ty|please|pls|plz)
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
        ^ (no|nope) (just|only) [the] [first|second|last] [one]
        ^ [no|nope] (i|we|it|they) (dont|do not|am not|cant|cannot|wont|wouldnt|wasnt|havent|did not|didnt|would not|isnt|is not) $
        ^ (rather not|id rather not|i would rather not) $
        (cant|cannot|can not|couldnt|wont be able to) (do|make) (that|that time|that day|that one|it then|this time|this one|those|them|these)
        (dont|do not) (book|schedule|do|confirm|want|change|move|cancel) (it|that|anything|me)
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
        (other|different|another|more|some other|any other|else any|alternative|alternate) [available|open] (time|times|options|option|slot|slots|openings|choices|availability|appointments)
        (something|anything|what|nothing|any) else
        (somewhere|sometime|some time|any time) else
        (what|do you have|got|have you|is there|are there|show me|see|any) [other|else|more] (else|more|others) [do you have|is available|is there]
        show [me] (more|others|other|different)
        what about other
        """,
    ),
    (
        K.NONE_OF_THESE,
        "day",
        """
        (other|different|another|some other|any other|else any|alternative|alternate) [available|open] (date|dates|day|days)
        (on a|a) different day
        not (that|this) day
        """,
    ),
    (
        K.UNWANTED,
        "",
        """
        not (him|her)
        (a different|another|some other|different|other) (doctor|dr|provider|doc|nurse|dentist|physician|clinician)
        (someone|somebody|anyone|anybody) else
        """,
    ),
    (
        K.LATER,
        "",
        """
        ^ [maybe|much|a little|a bit] (later|latter) [please|pls|than that] $
        (anything|something|any|a|a bit|a little|little|much|bit|some|got anything|have anything|nothing|way|even) later
        (no|nope|yes|yeah|ok|but|or|need|want|prefer|like) later [please|pls] $
        later (one|ones|time|times|date|dates|day|in the day|on|slot|slots|appointment|options|than that|than those|that day|in the week|in the month)
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
        (any|what ever|whatever|which ever|whichever) (time|of them|of those|of these)  [works|is fine|is good|is ok|will do]
        (anytime|any time|whatever works|whatever you have)
        (doesnt|does not|dont|do not) (matter|care) [when|what time|which day|what day|which time|to me]
        (no|dont have a|dont have any) (preference|time preference|preferences)
        up to you
        you (pick|choose|decide)
        """,
    ),
    (
        K.ANYTIME,
        "day",
        """
        (any|what ever|whatever|which ever|whichever) (day|date)  [works|is fine|is good|is ok|will do]
        (whenever|any day|any date|whenever you can|whenever is good|whenever works|flexible|im flexible|wide open)
        """,
    ),
)
