"""Its light pages: links in mail, my page, sign-in; plain HTML, no script."""
