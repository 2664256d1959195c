# Two papers report a closed bridge; the citations were noted in a spreadsheet. Who has it from whom?
whocites import citations.csv
whocites corroborate "Odesa Evening" "Lviv Courier" --title "Who has the closed bridge from whom" "$@"
