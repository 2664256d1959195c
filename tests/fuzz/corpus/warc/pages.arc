filedesc://pages.arc 0.0.0.0 20200304050607 text/plain 65
1 0 Hand
URL IP-address Archive-date Content-type Archive-length

https://post.example/bridge 10.0.0.1 20200304050607 text/html 488
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<html><head><title>Bridge closed for two weeks, city says</title></head><body><article><p>The bridge over the Arl was closed on Monday, and it will stay so for two weeks, the city said, after <a href="https://registry.example/bridges/4">an inspection</a> found rust.</p><p>Drivers have to go around by the ring road, which takes half an hour longer, or leave their cars at home until the work is done.</p></article></body></html>
