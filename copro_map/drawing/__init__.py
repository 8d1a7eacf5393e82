"""Drawing: pictures as SVG, letters, colours, legends; it knows no subject."""
