"""Files in, articles out: front matter, text, and what is doubtful about them."""
