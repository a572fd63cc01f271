"""Telephone numbers as files and people write them."""

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
