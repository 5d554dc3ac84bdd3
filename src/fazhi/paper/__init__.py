"""Files as offices make and read them: Word in the layout of official documents, Excel ledgers in and out."""
