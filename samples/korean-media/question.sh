# An article pasted from a web page, an error banner included. Who cites whom in it?
whocites import article.txt
whocites trace article:2020 --title "Who cites whom in one pasted article" "$@"
