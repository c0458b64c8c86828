"""The language server: what the command line finds, in an editor while one writes. The only door to pygls."""
