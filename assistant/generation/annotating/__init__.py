"""Reading each article once with a chat model: the sides taken in it, its gist and its topics."""
