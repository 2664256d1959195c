# An encyclopedia and a drug database say the same. Which of them knows it?
whocites import case.jsonl
whocites circles --title "Two reference works that cite each other" "$@"
