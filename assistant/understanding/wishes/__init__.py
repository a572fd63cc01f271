"""What a wish for a day becomes once the whole text is looked at: moved, counted from a visit, on one side."""
