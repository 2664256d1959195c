# Two pages tell of a ferry that was stopped. Where do they have it from?
whocites import page.html
whocites import crawl.warc
whocites import slice.gkg.csv
whocites corroborate https://ferrywatch.example/harlow https://coastal.example/fr/bac \
  --title "Where two pages have the stopped ferry from" "$@"
