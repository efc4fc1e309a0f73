// run

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type account struct {
	id      int
	balance int64
	history []entry
}
type entry struct {
	kind   kind
	amount int64
}
type kind uint8

const (
	deposit kind = iota + 1
	withdraw
	fee
)

var names = map[kind]string{deposit: "deposit", withdraw: "withdraw", fee: "fee"}

func (k kind) String() string {
	if s, ok := names[k]; ok {
		return s
	}
	return fmt.Sprintf("kind(%d)", uint8(k))
}

type insufficient struct{ need, have int64 }

func (e insufficient) Error() string { return fmt.Sprintf("need %d, have %d", e.need, e.have) }

var errFrozen = errors.New("account frozen")

type bank struct {
	accounts map[int]*account
	frozen   map[int]bool
	log      io.Writer
}

func (b *bank) apply(id int, es ...entry) (err error) {
	a, ok := b.accounts[id]
	if !ok {
		return fmt.Errorf("account %d: %w", id, os.ErrNotExist)
	}
	defer func(before int64) {
		if err != nil {
			a.balance = before
			err = fmt.Errorf("account %d: %w", id, err)
		}
		fmt.Fprintf(b.log, "%d: %d -> %d (%v)\n", id, before, a.balance, err)
	}(a.balance)
	for _, e := range es {
		switch {
		case b.frozen[id]:
			return errFrozen
		case e.kind == deposit:
			a.balance += e.amount
		case e.kind == withdraw, e.kind == fee:
			if a.balance < e.amount {
				return insufficient{e.amount, a.balance}
			}
			a.balance -= e.amount
		default:
			panic(e.kind)
		}
		a.history = append(a.history, e)
	}
	return nil
}

func main() {
	var log strings.Builder
	b := &bank{map[int]*account{}, map[int]bool{3: true}, &log}
	for i := 1; i <= 3; i++ {
		b.accounts[i] = &account{id: i, balance: int64(i) * 100}
	}
	fmt.Println(b.apply(1, entry{deposit, 50}, entry{fee, 1}))
	err := b.apply(2, entry{deposit, 10}, entry{withdraw, 1000})
	var in insufficient
	fmt.Println(err, errors.As(err, &in), in.need-in.have)
	fmt.Println(errors.Is(b.apply(3, entry{fee, 1}), errFrozen), b.apply(9), errors.Is(b.apply(9), os.ErrNotExist))
	func() {
		defer func() { fmt.Printf("%v %T\n", recover(), kind(0)) }()
		b.apply(1, entry{kind(77), 1})
	}()
	fmt.Print(log.String())
	for i := 1; i <= 3; i++ {
		fmt.Printf("%+v\n", *b.accounts[i])
	}
}
