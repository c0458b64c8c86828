"""Archives: rows of tables or folders of articles in, tables of findings and of figures an article out."""
