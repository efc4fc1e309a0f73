// A server and a client of JSON in one program.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
)

type person struct {
	Name string `json:"name"`
	Age  int    `json:"age"`
}

func main() {
	http.HandleFunc("/p", func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(person{"Ann", 30})
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go http.Serve(l, nil)
	resp, err := http.Get("http://" + l.Addr().String() + "/p")
	if err != nil {
		log.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		log.Fatal(err)
	}
	var p person
	if err := json.Unmarshal(body, &p); err != nil {
		log.Fatal(err)
	}
	fmt.Println(p.Name, p.Age)
}
