"""Acts and slots as the protocol that measures the reader writes them.

What was asked or offered comes first: the same "great, thanks" takes an offer, ends a talk, or
says no to more help. Cues that no fact carries are looked for in the words. Start reading at
`act_answer`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from assistant.domain.facts import Asked, Fact, FactKind, Lang
from assistant.understanding.date_answers import Json, hhmm
from assistant.understanding.known import ORDINARY
from assistant.understanding.reader import Setting, understand
from assistant.understanding.vocabulary import Vocabulary
from assistant.understanding.words import listed

_K = FactKind
_NOBODY = Vocabulary(())


def mapping(value: object) -> Mapping[str, object]:
    """A JSON object, or an empty one."""
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


class Context:
    """What the system said before, as far as the protocol tells."""

    def __init__(self, context: object) -> None:
        given = mapping(context)
        self.system = str(given.get("system") or "")
        acts = [_list(act) for act in _list(given.get("system_acts"))]
        self.acts = [(str(act[0]), str(act[1])) for act in acts if len(act) > 1]
        self.service = str(given.get("service") or "")
        self.labels = [str(label) for label in _list(given.get("labels"))]

    def said(self, *names: str) -> bool:
        """Did the system do one of these acts?"""
        return any(name in names for name, _ in self.acts)

    def slots(self, *names: str) -> set[str]:
        """The slots that the system did one of these acts with."""
        return {slot for name, slot in self.acts if name in names}

    @property
    def asked(self) -> Asked:
        """The question that stands open, by its acts or its words."""
        expects: set[FactKind] = set()
        slots = self.slots("REQUEST")
        if (
            any("name" in slot for slot in slots)
            or self.said("ask_name")
            or _ASKS_NAME.search(self.system)
        ):
            expects.add(_K.NAME)
        if any(slot.endswith(("date", "time")) for slot in slots) or _ASKS_DAY.search(self.system):
            expects.add(_K.WHEN)
        options = [int(n) for n in _OPTION.findall(self.system)]
        return Asked(
            frozenset(expects), max(options, default=0) or (3 if _OFFERS.search(self.system) else 0)
        )


_ASKS_NAME = re.compile(r"(?i)your (?:full |first |last )?name\b|t[uú] nombre|c[oó]mo te llamas")
_ASKS_DAY = re.compile(r"(?i)what (?:time|day|date)|when would|qu[eé] (?:fecha|hora|d[ií]a)")
_OPTION = re.compile(r"(?:^|\s)([1-9])[.)]\s")
_OFFERS = re.compile(r"(?i)elecci[oó]n\?|which one|cu[aá]l prefieres")


def facts_of(text: str, now: datetime, lang: Lang, context: Context) -> tuple[Fact, ...]:
    """What the reader makes of the text after what was said."""
    return understand(text, _NOBODY, Setting(now, lang, context.asked, ("STOP",))).facts


def act_answer(text: str, now: datetime, lang: Lang, context: Context) -> Json:
    """The user's acts, and the slots they give."""
    facts = facts_of(text, now, lang, context)
    slots = {
        **_when_slots(facts, text),
        **_name_slots(facts, context),
        **_wish_slots(text, context),
    }
    acts = _Turn(text, facts, slots, context).acts()
    requested = sorted({name for name, cue in _ATTRIBUTES.items() if cue.search(text.lower())})
    return {
        "acts": sorted(acts) or ["INFORM"],
        "intent": "BookAppointment" if "INFORM_INTENT" in acts else None,
        "slots": slots,
        "requested": requested if "REQUEST" in acts else [],
    }


# --- acts ----------------------------------------------------------------------------------------

_ATTRIBUTES = {
    "phone_number": re.compile(r"\b(?:tele)?phone\b|\bnumber\b|\bcontact\b|\bcall\b|\breach\b"),
    "address": re.compile(r"\baddress|\blocat(?:ed|ion)\b|\bwhere\b|\bdirections?\b|\bsituated\b"),
    "average_rating": re.compile(r"\brat(?:ing|ings|ed|e)\b|\breviews?\b|\bstars?\b|\bfeedback\b|\bscore\b"),
    "is_unisex": re.compile(r"\buni-?sex\b|\bboth (?:genders|sexes)\b|\bmen and women\b"),
    "offers_cosmetic_services": re.compile(r"\bcosmetic\b"),
    "city": re.compile(r"\b(?:what|which) (?:city|town|area)\b"),
}  # fmt: skip
_ASKS = re.compile(
    r"\?|^(?:what|where|how|who|which|is|are|do|does|can|could|may|would)\b"
    r"|\b(?:tell me|let me know|give me|get me|provide|i(?:'d| would) like to know|i need (?:the|their|to know|his|her)"
    r"|want to know|know (?:the|their|if|what|where|his|her|how)|what(?:'s| is| are)|where|is (?:it|this|the)"
    r"|do(?:es)? (?:they|it|he|she|this)|are they|how|have (?:the|their)|share|find out|wanna know|curious)\b"
)
_BYE = re.compile(
    r"\b(?:that(?:'s| is|'ll be| will be|s|ll be| was)|this is|it's|it is)? ?(?:all|it|everything)"
    r" (?:i (?:need|want|wanted|needed|wish|require|was looking)|for (?:now|today|the (?:day|moment))|right now|thanks|thank|i'm looking|then)"
    r"|\bthat(?:'s| is|s) (?:all|it|everything)\b|\bthat(?:'ll| will) be (?:all|it|everything)\b|\b(?:good)?bye\b|\bgood ?day\b|\bgood night\b"
    r"|\btake care\b|\bhave a (?:good|nice|great|lovely|wonderful|pleasant)\b|\bsee (?:you|ya)\b|^.*\blater!?$|\bnothing (?:else|more|further)\b"
    r"|\bno(?:thing)? (?:more|further)\b|\b(?:don't|do not) need (?:anything|any more|any other)|\ball (?:the|of the) info|\ball been answered|\bwhat i want(?:ed)?\b|\b(?:i'm|i am|we're|we are) (?:all )?(?:done|set|good)\b|\bcheers\b"
)
_THANKS = re.compile(
    r"\bthank|\bthx\b|\bappreciate|\bgrateful|\bgreat help\b|\bbeen (?:\w+ )?help|\bvery helpful\b|\bso helpful\b|\bthnx\b"
)
_NO = re.compile(
    r"^\s*(?:no|nope|nah|negative|not)\b|\bnot (?:now|yet|right|really|necessary|good|needed|today|at this|at the moment|interested|correct)\b"
    r"|\b(?:don't|dont|do not|won't|wont|will not|can't|cannot|doesn't|wouldn't|would not)\b|\bmaybe (?:later|another)\b|\banother time\b|\blater\b"
    r"|\bwrong\b|\bincorrect\b|\bthink about it\b|\bchanged? my mind\b|\bhold (?:on|off)\b"
)
_YES = re.compile(
    r"\b(?:yes|yeah|yep|yup|yea|sure|ok|okay|correct|right|exactly|indeed|absolutely|certainly|definitely|perfect|great|good|fine|awesome|excellent"
    r"|wonderful|nice|cool|lovely|works?|agree|confirm(?:ed)?|go ahead|proceed|fantastic|suits?|please do|of course|alright|love|like (?:it|that|this)|that is it|affirmative|sounds)\b"
)
_ALTS = re.compile(
    r"\b(?:any(?:thing|one|body|where)?|some(?:thing|one|body|where)?|what|who|nothing) else\b"
    r"|\b(?:other|another|different|alternat\w+)\b(?! (?:time|day|date))"
    r"|\b(?:more|further|next) (?:options?|choices?|results?|places?|salons?|doctors?|dentists?|therapists?|suggestions?|ones?|one)\b"
    r"|\bany more\b|\boptions\b|\bothers\b|\belse\b|\bwhat about (?:one )?in\b|\bhow about (?:\w+ ){0,5}in\b|\bsearch\b|\blook (?:for|in)\b|\blooking for\b|\bwould prefer\b|\bi(?:'d| would) rather\b|\binstead\b"
)
_BOOKS = re.compile(
    r"\b(?:book(?:ing)?|schedul\w+|reserv\w+|set (?:me )?up|make|making|get me|arrange|fix)\b.*\b(?:ap+\w{0,3}o?intm?e?n?ts?|appt|visit|reservation|haircut|session|consultation|slot|one|it|me|booking|there|him|her|them)\b"
    r"|\bap+\w{0,3}oi?nt?ments?\b|\bbook\b|\b(?:want|like|going|wish|need|ready) to (?:visit|go to|see|consult|choose|schedule|meet)\b|\bi(?:'ll| will) (?:go|visit|see)\b|\bchoose this\b|\bsee (?:him|her|them)\b"
)
_TAKES = re.compile(
    r"\bsounds?\b|\bthat(?:'s| is|'ll| will| would| should)? (?:\w+ )?(?:good|great|fine|perfect|work|ok|okay|nice|it)\b|\bworks\b|\bperfect\b"
    r"|\bcool\b|^(?:ok|okay|fine|sure|yes)[ ,.!]+(?:thank|that)|\b(?:choose|accept|go with|take|like|try) (?:this|that|them|it|one)\b"
)


class _Turn:
    """One turn of the user, read by what the system did before."""

    def __init__(
        self, text: str, facts: Sequence[Fact], slots: Mapping[str, object], context: Context
    ) -> None:
        self.text = text.lower().replace("\u2019", "'")
        self.kinds = {fact.kind for fact in facts}
        self.slots = slots
        self.context = context
        self.bye = {"GOODBYE"} if _BYE.search(self.text) else set[str]()
        self.takes = _TAKES.search(self.text) is not None
        self.thanks = _THANKS.search(self.text) is not None or _K.THANKS in self.kinds
        self.asks = self._asks()
        self.says_no = _K.NO in self.kinds or _NO.search(self.text) is not None
        self.says_yes = _K.YES in self.kinds or _YES.search(self.text) is not None
        self.gives = {"INFORM"} if slots else set[str]()

    def _asks(self) -> set[str]:
        """REQUEST, where an attribute is named in a question."""
        named = any(cue.search(self.text) for cue in _ATTRIBUTES.values())
        return {"REQUEST"} if named and _ASKS.search(self.text) else set()

    def acts(self) -> set[str]:
        """All acts of the turn."""
        context = self.context
        if not context.acts:
            opens = {"INFORM_INTENT"} if context.service or not self.gives else set[str]()
            return opens | self.gives
        to_what = {
            "ask_name": self._to_a_question,
            "REQUEST": self._to_a_question,
            "OFFER_INTENT": self._to_an_offered_intent,
            "CONFIRM": self._to_a_check,
            "OFFER": self._to_an_offer_of_any_kind,
            "REQ_MORE": self._to_more_help,
            "NOTIFY_SUCCESS": self._to_success,
        }
        answers = (answer for act, answer in to_what.items() if context.said(act))
        return next(answers, self._to_an_offer)()

    def _to_a_question(self) -> set[str]:
        return {"INFORM"}

    def _to_an_offer_of_any_kind(self) -> set[str]:
        if any(slot.endswith(("date", "time")) for slot in self.context.slots("OFFER")):
            return self._to_an_offered_time()
        return self._to_an_offer()

    def _to_an_offered_intent(self) -> set[str]:
        if self.asks and not self.slots:
            return self.asks
        if self.says_no and not self.slots:
            return {"NEGATE_INTENT"} | self.bye
        return {"AFFIRM_INTENT"} | self.gives

    def _to_a_check(self) -> set[str]:
        if self.slots:
            return {"NEGATE", "INFORM"}
        if self.says_no and not self.says_yes:
            return {"NEGATE"}
        return {"AFFIRM"} | self.asks

    def _to_an_offered_time(self) -> set[str]:
        if self.slots:
            return {"NEGATE", "INFORM"}
        if self.says_no:
            return {"NEGATE"} | self.bye
        return {"AFFIRM"} | self.asks

    def _to_an_offer(self) -> set[str]:
        elsewhere = not self.slots.keys().isdisjoint({"city", "type"}) or _ALTS.search(self.text)
        if elsewhere and (self.slots or not self.asks):
            return {"REQUEST_ALTS"} | self.gives
        if self.slots or _BOOKS.search(self.text):
            return {"INFORM_INTENT", "SELECT"} | self.gives
        if self.asks:
            return self.asks
        if self.thanks and not self.takes and not self.context.said("OFFER"):
            return {"THANK_YOU"} | self.bye
        return {"SELECT"} | self.bye

    def _to_more_help(self) -> set[str]:
        if self.slots or (_BOOKS.search(self.text) and not self.says_no):
            return {"INFORM_INTENT"} | self.gives
        return {"NEGATE", "THANK_YOU"}

    def _to_success(self) -> set[str]:
        return self.asks or {"THANK_YOU"} | self.bye


# --- slots ---------------------------------------------------------------------------------------


_COURTESY = re.compile(r"\b(?:for|help|you|need) today\b", re.IGNORECASE)
"""Thus: "that's all for today" asks for no day."""


def _when_slots(facts: Sequence[Fact], text: str) -> Json:
    slots: Json = {}
    closing = _COURTESY.search(text) is not None and _BYE.search(text.lower()) is not None
    for fact in facts:
        when = fact.when
        if fact.kind is not _K.WHEN or when is None or closing:
            continue
        if when.is_one_day:
            slots.setdefault("date", str(when.first_on))
        if when.exact and when.start_at is not None:
            slots.setdefault("time", hhmm(when.start_at))
    return slots


def _name_slots(facts: Sequence[Fact], context: Context) -> Json:
    name = next((fact.value for fact in facts if fact.kind is _K.NAME), "")
    if not name or context.service:
        return {}
    if context.said("ask_name"):
        return {"patient_name": name}
    first, *rest = name.split()
    wanted = [slot for act, slot in context.acts if act == "REQUEST"]
    if rest:
        return {"first_name": first, "last_name": " ".join(rest)}
    return {"last_name" if wanted[:1] == ["last_name"] else "first_name": first}


_TYPES = {
    "Psychologist": r"psychologists?",
    "Psychiatrist": r"psychiatrists?",
    "Family Counselor": r"(?:family|marriage|relationship) (?:counsell?ors?|therapists?)|counsell?ors?",
    "General Practitioner": r"general (?:practi\w+|doctors?|physicians?|medicine)|g\.?p\.?|primary care (?:\w+)?|family (?:doctors?|physicians?)",
    "Dermatologist": r"dermatologists?|skin (?:doctors?|specialists?)",
    "Gynecologist": r"gyn\w*ologists?|ob[-/ ]?gyns?",
    "Ophthalmologist": r"opht?h?almologists?|eye (?:doctors?|specialists?)",
    "ENT Specialist": r"ent(?: specialists?| doctors?)?|ear,? nose,? (?:and )?throat(?: \w+)?",
}
_TYPE = re.compile(
    "|".join(f"(?P<t{n}>\\b(?:{words})\\b)" for n, words in enumerate(_TYPES.values())),
    re.IGNORECASE,
)
_AFTER_IN = re.compile(
    r"\b(?:in|near|around|to|from|for|within|by|of)\s+(?:the\s+)?(?:city\s+of\s+)?"
)
_WORD = re.compile(r"(?:St\.|st\.|[^\W\d_][\w'-]*)")
_MOST_WORDS = 3
_SHORTEST_PLACE = 3
_LONGEST_LEAD = 4
"""Letters of the first word of a place ("San jose"); after a longer one, small letters end it."""
_CUTS = listed("""
    a an the that who with on at please area and instead thanks thank or which where for to from in is it i
    if would will can could you my me by located region city, near today tomorrow some any one them this because so
    salon salons saloon dentist doctor therapist hair stylist as having has have region only works now around but
    specifically maybe general this next be fine also something somewhere unless not do i'm i'd i'll i've
    """)
_NO_PLACES = listed("""
    morning afternoon evening night noon advance march april may june july monday tuesday wednesday thursday friday
    saturday sunday order need case person particular general mind touch addition total appointment visit them him her
    their his your our my search looking dr md dds dr. therapy dental help hair haircut psychologist psychiatrist
    dermatologist gynecologist general family ophthalmologist ent counselor week month half quarter more other another
    choose find psychiatry available sure afternoon home
    """)
_SHORT_FORMS = re.compile(r"\b(?:SF|SFO|LA|NYC|San Fran)\b")


def _wish_slots(text: str, context: Context) -> Json:
    """The kind of provider, the city and the provider's name, as said to a directory."""
    slots: Json = {}
    if not context.service:
        return slots
    kind = _TYPE.search(text)
    if kind is not None and kind.lastgroup:
        slots["type"] = list(_TYPES)[int(kind.lastgroup[1:])]
    requested = context.slots("REQUEST")
    asks_name = any(slot.endswith("_name") and "first" not in slot for slot in requested)
    name = _provider(text, bare=asks_name)
    if name:
        slots["name"] = name
        text = text.replace(name, "")
    if city := _city(text, bare="city" in requested):
        slots["city"] = city
    return slots


_NAME = (
    r"(?:Dr\.? )?[A-Z0-9][\w'&|.-]*"
    r"(?:,? (?:[A-Z0-9&][\w'&|.-]*|of|and|the|at|y|de)(?=[ ,.?!]|$))*(?<! at)(?<! and)(?<! the)(?<! of)"
)
_CALLED = re.compile(
    rf"\b(?:called|named|name is|name's|(?:dentist|doctor|salon|stylist|therapist|clinic|place) is)\s+(?P<name>{_NAME})"
)
_DOCTOR = re.compile(rf"(?P<name>\bDr\.? {_NAME})")
_RUN = re.compile(r"(?P<name>[A-Z][\w'&|-]*\.?(?:,? (?:[A-Z&][\w'&|-]*\.?))+)")


def _provider(text: str, *, bare: bool) -> str:
    """A provider's or place's name: after "called", after "Dr.", or several capitals where asked."""
    patterns = (_CALLED, _DOCTOR, _AT, *((_RUN,) if bare else ()))
    for pattern in patterns:
        for match in pattern.finditer(text):
            name = _SENTENCE.split(match["name"])[0].rstrip(".,?! ")
            if not _DAYS.search(name) and name.split()[0].lower() not in _CUTS:
                return name
    return ""


_AT = re.compile(
    r"\b(?:at|with|visit|see|go to)\s+,?\s*(?:the\s+)?(?P<name>[A-Z][\w'&|-]*\.?(?:,? (?:[A-Z&][\w'&|-]*\.?))+)"
)
_SENTENCE = re.compile(
    r"\. (?=(?:I|Can|Could|Would|Are|Is|Do|Does|Please|What|How|Will|May|My|The|At|Thanks)\b)|(?<=\w{3})\. "
)
_DAYS = re.compile(
    r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August (?=\d)"
    r"|September|October|November|December|Psychologist|Psychiatrist|Dermatologist|Gynecologist|Ophthalmologist|AM|PM)\b"
)


def _city(text: str, *, bare: bool) -> str:
    """The place after "in" and the like; the first words that could be one where one was asked for."""
    short = _SHORT_FORMS.search(text)
    if short is not None:
        return short.group()
    for match in _AFTER_IN.finditer(text):
        words = _place_at(text, match.end())
        sure = match.group().split()[0] in {"in", "near", "around", "within"}
        if words and (words[0][0].isupper() or (sure and _may_be_place(words))):
            return " ".join(words)
    if not bare:
        return ""
    for match in _WORD.finditer(text):
        words = _place_at(text, match.start())
        capital = bool(words) and words[0][0].isupper() and match.start() > 0
        if words and (capital or (_may_be_place(words[:1]) and words[0].lower() not in ORDINARY)):
            return " ".join(words)
    return ""


def _may_be_place(words: Sequence[str]) -> bool:
    """Could words in small letters name a place ("in san jose"), and not "in booking"?"""
    return len(words[0]) >= _SHORTEST_PLACE and not any(
        w.endswith(("ing", "ings")) or w in _NEVER for w in words
    )


_NEVER = listed("need services service dire desperate mornings afternoons evenings total fact")


def _place_at(text: str, at: int) -> list[str]:
    words: list[str] = []
    while len(words) < _MOST_WORDS and (match := _WORD.match(text, at)):
        word = match.group()
        if word.lower() in _CUTS or word.lower() in _NO_PLACES:
            break
        if (
            words
            and words[0][0].isupper()
            and word[0].islower()
            and word != "city"
            and len(words[0]) > _LONGEST_LEAD
        ):
            break
        words.append(word)
        at = match.end()
        if text[at : at + 1] != " ":
            break
        at += 1
    return words
