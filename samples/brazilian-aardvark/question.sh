# Newspapers and a book call the coati a Brazilian aardvark. Who says so?
whocites import case.jsonl
whocites corroborate \
  daily-mail-coati daily-express-coati metro-coati independent-coati scientific-american-coati \
  uchicago-coati \
  --title "A nickname that came back as its own proof" "$@"
