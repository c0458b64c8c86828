"""What an article says about findings that are not to be reported in it: comments, front matter, a file beside it."""
