# Nine newspapers printed a minister's eleventh first name. Are they nine sources, or one?
whocites import case.jsonl
whocites corroborate \
  bild-guttenberg taz-guttenberg sueddeutsche-guttenberg handelsblatt-guttenberg \
  rp-online-guttenberg heute-guttenberg berliner-zeitung-guttenberg rundschau-guttenberg \
  superillu-guttenberg \
  --title "Nine newspapers, one source, and it goes round in a circle" "$@"
