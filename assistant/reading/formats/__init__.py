"""Files of many formats → documents: their text as Markdown, and what they say of themselves."""
