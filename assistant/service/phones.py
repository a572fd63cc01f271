"""Telephone numbers as files and people write them."""

from functools import lru_cache

import phonenumbers

PHONE_WANTED = "must be a phone number with its country, like +15550100100"


def is_phone(text: str) -> bool:
    """Is it a possible number in E.164 form? Made-up numbers (555) are possible ones."""
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return False
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return phonenumbers.is_possible_number(number) and written == text


@lru_cache(maxsize=64)
def readable_phone(phone: str) -> str:
    """An E.164 number as people of its country write it: "(555) 010-0200"."""
    number = phonenumbers.parse(phone, None)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
