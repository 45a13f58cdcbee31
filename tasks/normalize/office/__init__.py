"""The text of DOCX and PDF documents."""
