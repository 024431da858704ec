"""What the editor's and the review's pages show of a translation, row by row."""
