Creator "x"
graph [
 directed 1
 node [ id 1 label "Le &quot;M&#233;&quot;" kind "outlet" graphics [ x 1.5 ] ]
 node [ id 2 label "B" ]
 edge [ source 2 target 1 value 3 ]
]
