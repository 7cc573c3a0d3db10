package suggestion_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

type world struct {
	testkit.Issues
	kinds []kind
}

// kind is a category with what residents write of it: what is learned from, and what is held out.
type kind struct {
	name, category string
	learned, held  []string
}

// matters are invented. Few texts have the name of their category, and words such as 楼道 and 小区 are in many.
var matters = []kind{
	{name: "照明设施", learned: []string{"楼道灯不亮", "路灯坏了一排", "晚上楼道漆黑", "声控灯不灵", "小区路灯忽明忽暗", "灯泡坏了没人换"},
		held: []string{"单元门口路灯灭了", "楼道灯一直闪", "灯坏了晚上看不见", "公园路灯不亮"}},
	{name: "供排水", learned: []string{"家里水管漏水", "小区停水两天", "下水道堵了往上返", "自来水发黄", "水压太小上不去", "地下室积水"},
		held: []string{"厨房水管爆了", "下水道返味堵塞", "昨天起停水没有通知", "楼上漏水到我家"}},
	{name: "环境卫生", learned: []string{"垃圾桶满了没人清运", "楼道堆杂物很臭", "小区门口垃圾成堆", "建筑垃圾倒在路边", "垃圾分类没人管", "绿化带里都是垃圾"},
		held: []string{"垃圾站味道太大", "装修垃圾无人清运", "垃圾桶太少", "楼下堆杂物招虫子"}},
	{name: "停车秩序", learned: []string{"私家车占消防通道停车", "小区车位被占", "路边乱停车堵路", "电动车停在楼道", "外来车辆随便停车", "车位锁挡路"},
		held: []string{"商户门前乱停车", "自家车位被占三天", "消防通道被堵", "货车在路边停车过夜"}},
	{name: "噪声扰民", learned: []string{"半夜施工噪音大", "广场舞音响太吵", "楼上装修吵得睡不着", "烧烤店夜里吵闹", "空调外机噪音", "狗叫吵得休息不好"},
		held: []string{"工地半夜施工", "楼下唱歌吵得睡不着", "水泵噪音嗡嗡响", "广场舞放到十点"}},
	{name: "供暖服务", learned: []string{"暖气不热只有十六度", "家里暖气片冰凉", "暖气管跑冒滴漏", "小区供热温度不达标", "暖气阀门打不开", "室温太低老人受不了"},
		held: []string{"客厅暖气片半截热", "供热还没开始", "室温只有十五度", "暖气片漏了"}},
}

// fillers are said of anything.
var fillers = []string{"请尽快处理", "已经好几天了", "找物业也没人管", "影响居民生活", "小区里老人孩子多", "麻烦派人来看看", "希望给个答复", "反映过多次"}

func start(t *testing.T) world {
	t.Helper()
	w := world{Issues: testkit.StartIssues(t)}
	w.Settle(t, "restriction.issue_limits", `{"person_hour": 0, "person_day": 0, "device_hour": 0, "device_day": 0}`)
	directory := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SystemAdmin))
	for i, k := range matters {
		made, err := directory.CreateCategory(t.Context(), &directoryv1.CreateCategoryRequest{Category: &directoryv1.Category{Code: fmt.Sprintf("TEST.K%d", i),
			DisplayName: k.name, Tier: directoryv1.Category_TIER_ORDINARY}})
		if err != nil {
			t.Fatal(err)
		}
		k.category = made.GetName()
		w.kinds = append(w.kinds, k)
	}
	return w
}

// says is a text on some of the matters of a kind.
func (k kind) says(random *rand.Rand, what []string) func(*intakev1.Issue) {
	pick := func(of []string) string { return of[random.IntN(len(of))] }
	title, more, around := pick(what), pick(what), pick(fillers)
	return func(i *intakev1.Issue) {
		i.Category, i.Title, i.Description = k.category, title, pick(fillers)+"，"+more+"，"+around
	}
}

// taught has issues filed and triaged, and learns of them.
func (w world) taught(t *testing.T, edits ...func(*intakev1.Issue)) (filed []*intakev1.Issue) {
	t.Helper()
	for _, edit := range edits {
		filed = append(filed, w.Do(t, w.File(t, edit), "triage"))
	}
	w.Learn(t)
	return filed
}

func (w world) suggest(t *testing.T, who testkit.Who, req *intakev1.SuggestCategoriesRequest) *intakev1.CategorySuggestion {
	t.Helper()
	s, err := w.As(who).SuggestCategories(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// rank is the place of a category among those suggested, from 1; 0 for none.
func rank(s *intakev1.CategorySuggestion, category string) int {
	for i, c := range s.GetCandidates() {
		if c.GetCategory() == category {
			return i + 1
		}
	}
	return 0
}

// count is the number that a query of the owner's role answers.
func (w world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
