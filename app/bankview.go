package app

import (
	"context"

	"akashi/app/desk"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// BankFileLine is a bank's file in a list.
type BankFileLine struct {
	record.BankFile
	money.BankStanding
}

// BankFileList are the files in which banks told what came in, the latest first.
type BankFileList struct {
	Payments []BankFileLine `json:"payments"`
}

// BankFiles lists the files in which banks told what came in (入金データ) of the schemes that the actor may see.
func (a *App) BankFiles(ctx context.Context, actor access.Actor, scheme string) (list BankFileList, err error) {
	list.Payments = []BankFileLine{}
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", scheme, a.Shelf.Keys()); len(p) > 0 {
		return list, p
	}
	if !actor.May(access.ViewBankFile) {
		return list, fault.New(fault.Forbidden, actor.WhyNot(access.ViewBankFile), string(access.ViewBankFile))
	}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		for _, key := range append([]string{""}, a.Shelf.Keys()...) {
			if scheme != "" && key != scheme || !access.Allows(actor, access.ViewBankFile, access.Object{Kind: access.KindBankFile, Scheme: key}) {
				continue
			}
			for _, f := range desk.Read(w, w.Tx.BankFiles, key) {
				one := w.Beside(actor)
				if err := one.OfBankFile(f); err != nil {
					return err
				}
				list.Payments = append(list.Payments, BankFileLine{f, money.BankFileStands(one)})
			}
		}
		return nil
	})
	return list, err
}

// BankFileView shows a bank's file with what became of each movement.
func (a *App) BankFileView(ctx context.Context, actor access.Actor, id string) (view money.BankFileView, err error) {
	err = a.LookAt(ctx, actor, desk.OnBankFile, id, func(w *desk.Work) { view = money.BankFile(w) })
	return view, err
}
