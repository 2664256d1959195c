graph [ directed 1 node [ id a label "one
two" ] ]
