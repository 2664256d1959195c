# A book and a griot of a Gambian village tell the same ancestor's story. Are they two sources?
whocites import case.jsonl
whocites corroborate roots fofana --title "Two sources that are one" "$@"
