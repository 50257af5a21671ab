"""A chat model as judge of what code cannot tell, and how far it agrees with grades given by hand."""
