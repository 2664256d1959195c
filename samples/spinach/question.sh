# That spinach is rich in iron by a misplaced decimal point: where do the papers have it from?
whocites import references.bib
whocites trace 10.1177/0306312714535679 --title "Where the misplaced decimal point comes from" "$@"
