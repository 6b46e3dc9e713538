package transcript

import (
	"testing"
)

// Chats of all styles. A note says where the date changes.
func TestChatStyles(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a table with dates between, a text of several lines", "[LINE] Chat history with Orchard group\nSaved on: 2021/03/25 14:10\n\n2021/03/25(Thu)\n14:03\tDora Finch\tIs the ferry running?\n14:04\tEmil\t\"Not today.\n\nMaybe \"\"later\"\" on.\"\n14:05\tDora Finch\t[Photo]\n\n2021/03/26(Fri)\n09:00\tGus joined the chat.\n09:01\tEmil\tIt runs again.\n", "2021-03-25\nDora Finch @0:00 | Is the ferry running?\nEmil @1:00 | Not today. | Maybe \"later\" on.\nDora Finch @2:00 | [Photo] | note 2021-03-26 | note Gus joined the chat.\nEmil @18:58:00 | It runs again.\n"},
		{"a table with the month first", "[LINE] Chat history with Emil\nSaved on: 03/25/2021 14:10\n\nThu, 03/25/2021\n02:03PM\tDora Finch\tIs the ferry running?\n02:04PM\tEmil\tNot today.\n\nFri, 03/26/2021\n09:01AM\tEmil\tIt runs again.\n", "2021-03-25\nDora Finch @0:00 | Is the ferry running?\nEmil @1:00 | Not today. | note 2021-03-26 | It runs again.\n"},
		{"a table with the half of the day before the time", "[LINE] 與Emil的聊天記錄\n儲存日期：2021/03/25 14:10\n\n2021/03/25（週四）\n下午02:03\tDora\t渡輪開嗎？\n下午02:04\tEmil\t今天沒有\n\n2021/03/26（週五）\n上午09:01\tEmil\t又開了\n", "2021-03-25\nDora @0:00 | 渡輪開嗎？\nEmil @1:00 | 今天沒有 | note 2021-03-26 | 又開了\n"},
		{"a table with names of days", "[LINE] Chat history with Emil\nSaved on: 2021.03.25 14:10\n\n2021.03.25 Thursday\n14:03\tDora\tIs it open?\n14:04\tEmil\tNo.\n2021.03.26 Friday\n09:01\tEmil\tNow it is.\n", "2021-03-25\nDora @0:00 | Is it open?\nEmil @1:00 | No. | note 2021-03-26 | Now it is.\n"},
		{"brackets around the name and the time", "Orchard 님과 카카오톡 대화\n저장한 날짜 : 2021-07-19 14:10:22\n\n--------------- 2021년 7월 19일 월요일 ---------------\n[Dora] [오후 2:05] 배가 다니나요?\n[Emil] [오후 2:06] 오늘은 아니요\n내일은 다녀요\n--------------- 2021년 7월 20일 화요일 ---------------\n[Emil] [오전 9:06] 다녀요\n", "2021-07-19\nDora @0:00 | 배가 다니나요?\nEmil @1:00 | 오늘은 아니요 | 내일은 다녀요 | note 2021-07-20 | 다녀요\n"},
		{"a comma between the time and the name", "Orchard 님과 카카오톡 대화\n저장한 날짜 : 2021년 7월 19일 오후 2:10\n\n2021년 7월 19일 오후 2:05\n2021년 7월 19일 오후 2:05, Dora : 배가 다니나요?\n2021년 7월 19일 오후 2:06, Emil : 오늘은 아니요\n내일은 다녀요\n2021년 7월 20일 오전 9:06, Emil : 다녀요\n", "2021-07-19\nDora @0:00 | 배가 다니나요?\nEmil @1:00 | 오늘은 아니요 | 내일은 다녀요 | note 2021-07-20 | 다녀요\n"},
		{"time and name above the text", "[19/07/2021 13:34] dora\nIs the ferry running?\n\n[19/07/2021 13:35] emil\nNo.\nNot today.\n\n[20/07/2021 09:36] dora\nAnd now?\n", "2021-07-19\ndora @0:00 | Is the ferry running?\nemil @1:00 | No. | Not today. | note 2021-07-20\ndora @20:02:00 | And now?\n"},
		{"a dash and a word for the day", "dora — Today at 10:04 AM\nIs the ferry running?\n\nemil — Today at 10:05 AM\nNo.\nNot today.\ndora — Today at 10:06 AM\nWhen then?\n", "\ndora @0:00 | Is the ferry running?\nemil @1:00 | No. | Not today.\ndora @2:00 | When then?\n"},
		{"a dash and a date", "dora — 03/04/2021 10:04 AM\nIs the ferry running?\nemil — 03/04/2021 10:05 AM\nNo.\nNot today.\ndora — Yesterday at 10:06 AM\nWhen then?\n", "2021-03-04\ndora @0:00 | Is the ferry running?\nemil @1:00 | No. | Not today.\ndora @2:00 | When then?\n"},
		{"brackets with a half of the day behind the name", "dora [10:04 AM]\nIs the ferry running?\n\nemil [10:06 AM]\nNo.\nNot today.\n\n----- March 26th, 2021 -----\ndora [10:07 AM]\nWhen then?\n", "\ndora @0:00 | Is the ferry running?\nemil @2:00 | No. | Not today. | note 2021-03-26\ndora @24:03:00 | When then?\n"},
		{"a comma and brackets behind the name", "Dora Finch, [12.03.2021 14:05]\nIs the ferry running?\n\nEmil Stark, [12.03.2021 14:06]\nNo.\nNot today.\n\nDora Finch, [13.03.2021 09:06]\nWhen then?\n", "2021-03-12\nDora Finch @0:00 | Is the ferry running?\nEmil Stark @1:00 | No. | Not today. | note 2021-03-13\nDora Finch @19:01:00 | When then?\n"},
		{"the same with a colon and names of months", "Dora Finch, [12 Mar 2021 at 14:05:10]:\nIs the ferry running?\n\nEmil Stark, [12 Mar 2021 at 14:06:02]:\nNo.\nNot today.\n\nDora Finch, [13 Mar 2021 at 9:06:00]:\nWhen then?\n", "2021-03-12\nDora Finch @0:00 | Is the ferry running?\nEmil Stark @0:52 | No. | Not today. | note 2021-03-13\nDora Finch @19:00:50 | When then?\n"},
		{"brackets in the text", "Dora Finch, [3/12/21 2:05 PM]\n[Forwarded from Harbour News]\nThe ferry stops.\n\nEmil Stark, [3/12/21 2:06 PM]\nNo.\n\nDora Finch, [3/13/21 2:06 PM]\nWhen then?\n", "2021-03-12\nDora Finch @0:00 | [Forwarded from Harbour News] | The ferry stops.\nEmil Stark @1:00 | No. | note 2021-03-13\nDora Finch @24:01:00 | When then?\n"},
		{"names of months in brackets", "[3 January 2021 10:01] Dora Finch: Is the ferry running?\n[3 January 2021 10:02] Emil Stark: No.\nNot today.\n[4 January 2021 10:02] Dora Finch: When then?\n", "2021-01-03\nDora Finch @0:00 | Is the ferry running?\nEmil Stark @1:00 | No. | Not today. | note 2021-01-04\nDora Finch @24:01:00 | When then?\n"},
		{"a comma in the name", "[Yesterday 10:04 AM] Finch, Dora\n    Is the ferry running?\n[10:05 AM] Stark, Emil (Guest)\n    No.\n    Not today.\n[10:06 AM] Finch, Dora\n    When then?\n", "\nFinch, Dora @0:00 | Is the ferry running?\nStark, Emil @1:00 | No. | Not today.\nFinch, Dora @2:00 | When then?\n"},
		{"name and date in a line", "Dora Finch 3/4/2021 10:04 AM\nIs the ferry running?\nEmil Stark 3/4/2021 10:05 AM\nNo.\nNot today.\nDora Finch 3/5/2021 10:06 AM\nWhen then?\n", "2021-03-04\nDora Finch @0:00 | Is the ferry running?\nEmil Stark @1:00 | No. | Not today. | note 2021-03-05\nDora Finch @24:02:00 | When then?\n"},
		{"date before the name", "[2021-03-04 10:04] Dora Finch\nIs the ferry running?\n[2021-03-04 10:05] Emil Stark\nNo.\n[2021-03-05 10:06] Dora Finch\nWhen then?\n", "2021-03-04\nDora Finch @0:00 | Is the ferry running?\nEmil Stark @1:00 | No. | note 2021-03-05\nDora Finch @24:02:00 | When then?\n"},
		{"dates of a session", "Session Start: Mon Jul 19 13:34:18 2021\nSession Ident: #orchard\n[13:34] * Now talking in #orchard\n[13:35] <@dora> is the ferry running?\n[13:36] <emil> no\n[13:36] * dora sighs\nSession Time: Tue Jul 20 00:00:00 2021\n[09:37] <emil> it runs\nSession Close: Tue Jul 20 10:00:00 2021\n", "2021-07-19\ndora @0:00 | is the ferry running?\nemil @1:00 | no | note * dora sighs | note 2021-07-20 | it runs\n"},
		{"lines between days", "--- Log opened Mon Jul 19 13:34:18 2021\n13:34 -!- dora [~dora@host] has joined #orchard\n13:35 < dora> is the ferry running?\n13:36 <@emil> no\n13:36  * dora sighs\n--- Day changed Tue Jul 20 2021\n09:37 <@emil> it runs\n--- Log closed Tue Jul 20 10:00:00 2021\n", "2021-07-19\ndora @0:00 | is the ferry running?\nemil @1:00 | no | note * dora sighs | note 2021-07-20 | it runs\n"},
		{"months without a year", "**** BEGIN LOGGING AT Mon Jul 19 13:34:18 2021\n\nJul 19 13:34:18 *\tNow talking on #orchard\nJul 19 13:35:20 <dora>\tis the ferry running?\nJul 19 13:36:00 <emil>\tno\nJul 19 13:36:10 *\tdora sighs\nJul 20 09:37:10 <emil>\tit runs\n**** ENDING LOGGING AT Tue Jul 20 10:00:00 2021\n", "2021-07-19\ndora @0:00 | is the ferry running?\nemil @0:40 | no | note * dora sighs | note 2021-07-20 | it runs | note **** ENDING LOGGING AT Tue Jul 20 10:00:00 2021\n"},
		{"columns with a time and a nick", "2021-07-19 13:34:18\t-->\tdora (~dora@host) has joined #orchard\n2021-07-19 13:34:19\t--\tTopic for #orchard is \"ferry\"\n2021-07-19 13:35:20\tdora\tis the ferry running?\n2021-07-19 13:36:00\t+emil\tno\n2021-07-20 09:36:10\tdora\tand now?\n", "2021-07-19\ndora @0:00 | is the ferry running?\n+emil @0:40 | no | note 2021-07-20\ndora @20:00:50 | and now?\n"},
		{"zones in times", "[2021-07-19T13:34:18.000Z] *** dora joined\n[2021-07-19T13:35:18.120Z] <dora> is the ferry running?\n[2021-07-19T13:36:18.120Z] <@emil> no\n[2021-07-20T13:36:18.120Z] <@emil> it runs\n", "2021-07-19\ndora @0:00 | is the ferry running?\nemil @1:00 | no | note 2021-07-20 | it runs\n"},
		{"what happened on a channel", "[13:34:18] *** Joins: dora (~dora@host)\n[13:35:20] <dora> is the ferry running?\n[13:36:00] <emil> no\n[13:36:10] * dora sighs\n[13:37:10] -emil- a notice\n[13:38:10] <dora> ok\n", "\ndora @0:00 | is the ferry running?\nemil @0:40 | no | note * dora sighs | note -emil- a notice\ndora @2:50 | ok\n"},
		{"a recipient and a date", "2021-03-25 10:01:02 From Dora Finch to Everyone:\n\tIs the ferry running?\n2021-03-25 10:01:42 From Emil Stark to Everyone:\n\tNo.\n", "2021-03-25\nDora Finch @0:00 | Is the ferry running?\nEmil Stark @0:40 | No.\n"},
		{"the time in a line above the name", "Mar 25, 2021 10:01:02 AM (Read by Emil after 2 minutes)\nMe\nIs the ferry running?\n\nMar 25, 2021 10:02:02 AM\nEmil Stark\nNo.\nNot today.\nTapbacks:\n    Liked by Me\n\nMar 26, 2021 10:02:02 AM Emil named the conversation \"Ferry\"\n\nMar 26, 2021 10:03:02 AM\nMe\nWhen then?\n", "2021-03-25\nMe @0:00 | Is the ferry running?\nEmil Stark @1:00 | No. | Not today. | Tapbacks: | Liked by Me | note 2021-03-26 | note Emil named the conversation \"Ferry\"\nMe @24:02:00 | When then?\n"},
		{"the date behind the time", "[13:34, 7/19/2021] Dora Finch: Is the ferry running?\n[13:35, 7/19/2021] +44 7700 900123: No.\nNot today.\n[9:36, 7/20/2021] Dora Finch: When then?\n", "2021-07-19\nDora Finch @0:00 | Is the ferry running?\n+44 7700 900123 @1:00 | No. | Not today. | note 2021-07-20\nDora Finch @20:02:00 | When then?\n"},
		{"the time before the name", "2021-07-19 13:34:18 Dora(10001)\n渡船开吗\n\n2021-07-19 13:35:18 Emil(10002)\n今天不开\n\n2021-07-20 13:36:18 Dora(10001)\n什么时候\n", "2021-07-19\nDora @0:00 | 渡船开吗\nEmil @1:00 | 今天不开 | note 2021-07-20\nDora @24:02:00 | 什么时候\n"},
		{"the time behind the name", "Dora 2021-07-19 13:34:18\n渡船开吗\n\nEmil 2021-07-19 13:35:18\n今天不开\n\nDora 2021-07-20 13:36:18\n什么时候\n", "2021-07-19\nDora @0:00 | 渡船开吗\nEmil @1:00 | 今天不开 | note 2021-07-20\nDora @24:02:00 | 什么时候\n"},
		{"round brackets", "Conversation with emil at Mon 19 Jul 2021 01:34:18 PM CEST on dora@example.org (jabber)\n(01:34:18 PM) dora: is the ferry running?\n(01:35:18 PM) emil: no\n(01:35:20 PM) emil has signed off.\n(01:36:18 PM) dora: when then?\n", "2021-07-19\ndora @0:00 | is the ferry running?\nemil @1:00 | no | note emil has signed off.\ndora @2:00 | when then?\n"},
		{"lines of keys and values", "Conversation: Orchard\n\nFrom: You\nSent: Mon, 03 Jan 2022 10:01:02 +0100\n\nIs the ferry open?\n\nFrom: Emil Stark\nSent: Tue, 04 Jan 2022 10:02:02 +0100\nReceived: Tue, 04 Jan 2022 10:02:03 +0100\n\nNo.\n\nNot today: ask again.\n", "2022-01-03\nYou @0:00 | Is the ferry open? | note 2022-01-04\nEmil Stark @24:01:00 | No. | Not today: ask again.\n"},
		{"a sender and a date", "Sender: Dora\nDate: 2022-01-03 10:01:02\nIs the ferry open?\n\nSender: Emil\nDate: 2022-01-03 10:02:02\nNo.\n\nSender: Dora\nDate: 2022-01-04 10:02:02\nWhen then?\n", "2022-01-03\nDora @0:00 | Is the ferry open?\nEmil @1:00 | No. | note 2022-01-04\nDora @24:01:00 | When then?\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := formatOf(t, "x", c.text).Name; got != "chat" {
				t.Errorf("is read as %s", got)
			}
			got, err := turnsOf(t, "x", c.text)
			if got = load(t, c.text).Header().Date + "\n" + got; err != nil || got != c.want {
				t.Errorf("got %v\n%s\nwant\n%s", err, got, c.want)
			}
		})
	}
}

// Times and names beside lines do not make a chat of other texts.
func TestNoChat(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"what a server does", "[2024-05-01 10:00:01] Starting server\n[2024-05-01 10:00:02] Listening on port 8080\n  at main\n[2024-05-01 10:00:03] Ready\nstack line\n"},
		{"levels of a log", "2024-05-01 10:00:01 INFO: started\n2024-05-01 10:00:02 WARN: low memory\n2024-05-01 10:00:03 INFO: ready\n2024-05-01 10:00:04 ERROR: failed\n"},
		{"services of a system", "May 01 10:00:01 host sshd[12]: accepted\nMay 01 10:00:02 host cron[13]: run\nMay 01 10:00:03 host sshd[12]: closed\n"},
		{"mail", "From: Ann Lee\nSent: Monday, March 1, 2021 10:04 AM\nTo: Bob Hale\nSubject: Ferry\n\nIs it open?\n\nFrom: Bob Hale\nSent: Monday, March 1, 2021 9:04 AM\nTo: Ann Lee\nSubject: RE: Ferry\n\nNo.\n"},
		{"an agenda with times", "Opening, 10:00 AM\nThe chair opens.\n\nFerry, 10:15 AM\nReport of the harbour.\n\nLunch, 12:00 PM\nSoup.\n"},
		{"a table of numbers", "2024-05-01 10:00:01\t17.2\tok\n2024-05-01 10:01:01\t17.3\tok\n2024-05-01 10:02:01\t17.5\tok\n"},
		{"a list of changes", "commit abc\nAuthor: Ann Lee\nDate: 2024-05-01 10:00:01\n\n    Fix it\n\ncommit def\nAuthor: Bob Hale\nDate: 2024-05-02 10:00:01\n\n    Fix more\n"},
		{"a dash without a date", "dora — 10:04\nIs the ferry running?\nemil — 10:05\nNo.\nNot today.\ndora — 10:06\nWhen then?\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := formatOf(t, "x", c.text).Name; got == "chat" {
				t.Error("is read as a chat")
			}
		})
	}
}
