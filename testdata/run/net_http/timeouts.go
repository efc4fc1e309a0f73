// run

// ReadTimeout ends with the request, TimeoutHandler tells its handler first to itself; deadlines of a response's controller.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"time"
)

// wait answers after twice the server's time for requests, unless the request ends before.
func wait(w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(r.Body)
	select {
	case <-time.After(200 * time.Millisecond):
		fmt.Fprint(w, "whole ", len(b), " ", err)
	case <-r.Context().Done():
		fmt.Fprint(w, r.Context().Err())
	}
}

func show(what string, resp *http.Response, err error) {
	if err != nil {
		fmt.Println(what, "fails", os.IsTimeout(err), errors.Is(err, context.DeadlineExceeded))
		return
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	fmt.Printf("%s %s %q %v\n", what, resp.Status, b, err)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/wait", wait)
	mux.Handle("/late", http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		_, err := w.Write([]byte("x"))
		fmt.Println("the handler hears", r.Context().Err(), "|", err == nil || errors.Is(err, http.ErrHandlerTimeout))
	}), 20*time.Millisecond, "took too long"))
	mux.Handle("/soon", http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-A", "b")
		w.WriteHeader(http.StatusAccepted)
		io.WriteString(w, "in time")
	}), time.Minute, ""))
	mux.HandleFunc("/deadline", func(w http.ResponseWriter, r *http.Request) {
		rc := http.NewResponseController(w)
		fmt.Println(rc.SetReadDeadline(time.Now().Add(20 * time.Millisecond)))
		n, err := io.Copy(io.Discard, r.Body)
		fmt.Println(n, errors.Is(err, os.ErrDeadlineExceeded))
	})
	ts := httptest.NewUnstartedServer(mux)
	ts.Config.ReadTimeout = 100 * time.Millisecond
	ts.Start()
	defer ts.Close()
	for range 2 {
		resp, err := ts.Client().Get(ts.URL + "/wait")
		show("get", resp, err)
	}
	resp, err := ts.Client().Post(ts.URL+"/wait", "text/plain", http.NoBody)
	show("post", resp, err)
	resp, err = ts.Client().Get(ts.URL + "/late")
	show("late", resp, err)
	time.Sleep(20 * time.Millisecond)
	resp, err = ts.Client().Get(ts.URL + "/soon")
	show("soon", resp, err)
	c, err := net.Dial("tcp", ts.Listener.Addr().String())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Fprint(c, "POST /deadline HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123")
	c.SetReadDeadline(time.Now().Add(5 * time.Second))
	b, err := io.ReadAll(c)
	fmt.Println(len(b) > 0, err)
	c.Close()
	client := &http.Client{Timeout: 20 * time.Millisecond}
	resp, err = client.Get(ts.URL + "/wait")
	show("impatient", resp, err)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "GET", ts.URL+"/wait", nil)
	resp, err = http.DefaultClient.Do(req)
	show("with context", resp, err)
}
