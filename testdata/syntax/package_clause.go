// syntax

packag main

func main() {}
