"""References to articles, from their records alone, in the forms of reference managers and of styles."""
