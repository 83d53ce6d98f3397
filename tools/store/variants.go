package store

import (
	"strings"
	"unicode"
)

// Characters that are one to whoever searches and two to a computer. A name is kept as
// it was written; only what a search compares is made alike.

// alike pairs a form with the one that a search has in its place: the older forms of
// the table of common characters (常用漢字表, 2010, いわゆる康熙字典体), and forms that
// live on in names.
var alike = pairs("亞亜惡悪壓圧圍囲醫医爲為壹壱稻稲飮飲隱隠營営榮栄衞衛驛駅悅悦圓円緣縁艷艶鹽塩奧奥應応橫横歐欧毆殴黃黄溫温穩穏" +
	"假仮價価畫画會会繪絵壞壊懷懐槪概擴拡殼殻覺覚學学嶽岳樂楽勸勧卷巻寬寛歡歓罐缶觀観關関陷陥巖巌顏顔" +
	"歸帰氣気龜亀僞偽戲戯犧犠舊旧據拠擧挙虛虚峽峡挾挟敎教强強狹狭鄕郷堯尭曉暁區区驅駆勳勲薰薫徑径惠恵揭掲溪渓經経繼継莖茎螢蛍輕軽鷄鶏" +
	"藝芸擊撃缺欠儉倹劍剣圈圏檢検權権獻献縣県險険顯顕驗験嚴厳效効廣広恆恒鑛鉱號号國国黑黒" +
	"濟済碎砕齋斎劑剤櫻桜册冊雜雑參参慘惨棧桟蠶蚕贊賛殘残絲糸齒歯兒児辭辞濕湿實実舍舎寫写釋釈壽寿收収從従澁渋獸獣縱縦肅粛處処敍叙" +
	"奬奨將将燒焼稱称證証乘乗剩剰壤壌孃嬢條条淨浄疊畳穰穣讓譲釀醸囑嘱觸触寢寝愼慎晉晋眞真盡尽圖図粹粋醉酔隨随髓髄數数樞枢" +
	"瀨瀬淸清靑青聲声靜静齊斉攝摂竊窃專専戰戦淺浅潛潜纖繊踐践錢銭禪禅雙双壯壮搜捜插挿爭争總総聰聡莊荘裝装騷騒增増藏蔵臟臓屬属續続" +
	"墮堕體体對対帶帯滯滞臺台瀧滝擇択澤沢單単擔担膽胆團団彈弾斷断癡痴遲遅晝昼蟲虫鑄鋳廳庁聽聴鎭鎮遞逓鐵鉄轉転點点傳伝" +
	"黨党盜盗燈灯當当鬪闘德徳獨独讀読屆届繩縄貳弐腦脳霸覇廢廃拜拝賣売麥麦發発髮髪拔抜蠻蛮祕秘濱浜甁瓶拂払佛仏倂併竝並變変邊辺辨弁舖舗" +
	"步歩寶宝豐豊沒没飜翻每毎萬万滿満默黙彌弥藥薬譯訳豫予餘余與与譽誉搖揺樣様謠謡來来賴頼亂乱覽覧龍竜兩両獵猟綠緑淚涙壘塁禮礼隸隷" +
	"靈霊齡齢曆暦歷歴戀恋爐炉勞労樓楼祿禄灣湾" +
	"髙高﨑崎嵜崎𠮷吉邉辺濵浜嶋島嶌島冨富峯峰槇槙渕淵桒桑栁柳𣘺橋槗橋舘館曾曽")

func pairs(text string) map[rune]rune {
	of := map[rune]rune{}
	signs := []rune(text)
	for i := 0; i+1 < len(signs); i += 2 {
		of[signs[i]] = signs[i+1]
	}
	return of
}

// legalForms shortens a legal form as its sign and its abbreviation in brackets are
// left when the brackets are gone: ㈱, (株) and 株式会社 are one.
var legalForms = strings.NewReplacer("株式会社", "株", "有限会社", "有", "合同会社", "同", "合名会社", "名", "合資会社", "資",
	"財団法人", "財", "社団法人", "社", "学校法人", "学")

// isSelector reports whether a character only chooses the shape of the one before it
// (異体字セレクタ).
func isSelector(r rune) bool { return unicode.Is(unicode.Variation_Selector, r) }

// oneGa writes the ケ, ヶ and が that stand between Chinese characters in names of
// places alike: 鎌ケ谷, 鎌ヶ谷 and 鎌が谷 are one. A ケ with kana after it begins a word
// of its own (北海道ケーブル). The text is in hiragana.
func oneGa(text string) string {
	signs := []rune(text)
	isHan := func(i int) bool { return i >= 0 && i < len(signs) && unicode.Is(unicode.Han, signs[i]) }
	for i, r := range signs {
		if r == 'ゖ' && isHan(i-1) || r == 'け' && isHan(i-1) && isHan(i+1) {
			signs[i] = 'が'
		}
	}
	return string(signs)
}
