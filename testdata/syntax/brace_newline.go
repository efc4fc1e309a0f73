// syntax

package main

func main()
{
}
