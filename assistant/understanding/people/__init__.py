"""Who a text speaks of: names, dates of birth, relatives, and whether somebody is new to us."""
