// syntax

func main() {}
