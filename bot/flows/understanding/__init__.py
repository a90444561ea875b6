"""How typed words are understood: yes and no, what steers, which option is meant, and figures in words."""
