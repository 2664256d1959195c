graph [ node [ label "x" ] ]
