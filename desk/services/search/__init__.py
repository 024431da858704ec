"""Search over all stories: what is asked, what is indexed, one module per database, and the answer."""
