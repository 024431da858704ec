"""What helps with one segment, a kind of help in each module; `desk.web.sheet.help` lists them."""
