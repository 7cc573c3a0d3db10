package app_test

import (
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var suggestionCases = map[string]doorCase{
	"IntakeService.SuggestCategories": {testkit.Resident, func(*district) proto.Message {
		return &intakev1.SuggestCategoriesRequest{Title: "供水管线漏水", MaxCandidates: 1}
	}},
	"IntakeService.SuggestCategories of an issue": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.SuggestCategoriesRequest{Issue: d.filed(), MaxCandidates: 1}
	}},
	"IntakeService.RecordCategoryChoice": {testkit.Resident, func(d *district) proto.Message {
		return &intakev1.RecordCategoryChoiceRequest{Issue: d.filed(), Receipt: d.suggested()}
	}},
	"IntakeService.ListSuggestionRates": {testkit.SystemAdmin, func(d *district) proto.Message {
		prepare[*intakev1.CategoryChoice](d, testkit.Resident, &intakev1.RecordCategoryChoiceRequest{Issue: d.filed(), Receipt: d.suggested()})
		return &intakev1.ListSuggestionRatesRequest{}
	}},
}

// suggested is the receipt of a suggestion.
func (d *district) suggested() string {
	d.t.Helper()
	return prepare[*intakev1.CategorySuggestion](d, testkit.Resident, &intakev1.SuggestCategoriesRequest{Title: "房屋产权证办不下来"}).GetReceipt()
}
