// Dates as feeds write them, in the zones and languages of their programs.
import { describe, expect, it } from "vitest";
import { feedDate } from "../../../src/generator/feed/feed-date.js";

const instant = (written: string, zone: string | null = null): string | null => {
  const date = feedDate(written, zone);
  return date && new Date(date.instant).toISOString().replace(".000Z", "Z");
};

describe("a date of a feed", () => {
  it.each([
    ["Fri, 21 Jul 2023 04:05:06 GMT", "2023-07-21T04:05:06Z"],
    ["Fri, 21 Jul 2023 04:05:06 +0800", "2023-07-20T20:05:06Z"],
    ["21 Jul 23 04:05 EST", "2023-07-21T09:05:00Z"],
    ["2023-07-21T04:05:06+03:00", "2023-07-21T01:05:06Z"],
    ["2023-07-21 04:05:06", "2023-07-21T04:05:06Z"],
    ["20230721T040506Z", "2023-07-21T04:05:06Z"],
    ["2023-07", "2023-07-01T00:00:00Z"],
    ["2023-07-21T04:05:06−05:00", "2023-07-21T09:05:06Z"],
    ["2023-07-21T04:05:06.123−05:00", "2023-07-21T09:05:06.123Z"],
    ["2023-07-21T04:05−05:00", "2023-07-21T09:05:00Z"],
    ["20230721T040506−0500", "2023-07-21T09:05:06Z"],
    ["July 21, 2023 4:05 PM −0500", "2023-07-21T21:05:00Z"],
    ["21 July 2023 04:05 −0500", "2023-07-21T09:05:00Z"],
    ["21 July 2023 04:05:06 −05:00 (EST)", "2023-07-21T09:05:06Z"],
    ["21 July 2023 10:00−11:30", "2023-07-21T10:00:00Z"],
    ["21 July 2023 10:00–11:30", "2023-07-21T10:00:00Z"],
    ["21 July 2023 •10:30", "2023-07-21T10:30:00Z"],
    ["2023/07/21 04:05:00 JST", "2023-07-20T19:05:00Z"],
    ["21/07/2023 04:05", "2023-07-21T04:05:00Z"],
    ["7/21/2023 4:05:06 PM EST", "2023-07-21T21:05:06Z"],
    ["07/07/2023", "2023-07-07T00:00:00Z"],
    ["21 July 2023 04:05 GMT−3", "2023-07-21T07:05:00Z"],
    ["21 July 2023 04:05 UTC–03:00", "2023-07-21T07:05:00Z"],
    ["пн, 06 сен 2021 00:01:00 +0300", "2021-09-05T21:01:00Z"],
    ["Cts, 06 Hazi 2021 00:01:00 +0300", "2021-06-05T21:01:00Z"],
  ])("is read in the form of a standard: %s", (written, expected) => {
    expect(instant(written)).toBe(expected);
  });

  it.each([
    ["CEST", "02:05"],
    ["CET", "03:05"],
    ["MESZ", "02:05"],
    ["MSK", "01:05"],
    ["AEST", "18:05"],
    ["JST", "19:05"],
    ["IST", "22:35"],
    ["Europe/Berlin", "02:05"],
    ["Etc/GMT", "04:05"],
    ["PT", "11:05"],
    ["GMT+2", "02:05"],
    ["GMT-01:01", "05:06"],
    ["UTC+08:00", "20:05"],
    ["XYZT", "04:05"],
  ])("counts in the zone %s", (zone, time) => {
    expect(instant(`Fri, 21 Jul 2023 04:05:00 ${zone}`)?.slice(11, 16)).toBe(time);
  });

  it.each([
    ["Пт, 21 июл 2023 04:05:00 +0300", "2023-07-21T01:05:00Z"],
    ["21 мая 2023 04:05:00 MSK", "2023-05-21T01:05:00Z"],
    ["Fr, 21 Okt 2023 04:05:00 +0200", "2023-10-21T02:05:00Z"],
    ["21. März 2023, 04:05 Uhr MEZ", "2023-03-21T03:05:00Z"],
    ["21.03.2023 04:05", "2023-03-21T04:05:00Z"],
    ["ven., 21 juil. 2023 04:05:00 +0200", "2023-07-21T02:05:00Z"],
    ["mar, 21 feb 2023 04:05:00 +0100", "2023-02-21T03:05:00Z"],
    ["mar, 21 abr 2023 04:05:00 +0100", "2023-04-21T03:05:00Z"],
    ["mar. 21 abril 2023", "2023-04-21T00:00:00Z"],
    ["21 de agosto de 2023 04:05", "2023-08-21T04:05:00Z"],
    ["pt, 21 lip 2023 04:05:00 +0200", "2023-07-21T02:05:00Z"],
    ["21 กรกฎาคม 2566 04:05", "2023-07-21T04:05:00Z"],
    ["ศ., 21 ก.ค. 2566 04:05:00 +0700", "2023-07-20T21:05:00Z"],
    ["วันพฤหัสบดีที่ ๒๙ กุมภาพันธ์ พ.ศ. ๒๕๖๗", "2024-02-29T00:00:00Z"],
    ["21 ก.ค. 2023", "2023-07-21T00:00:00Z"],
    ["5 ม.ค. 67", "2024-01-05T00:00:00Z"],
    ["ศ. ๕ ธันวาคม พ.ศ. ๔๙ 10:00 +0700", "2006-12-05T03:00:00Z"],
    ["5 ม.ค. 24", "2024-01-05T00:00:00Z"],
    ["5 Jan 67 10:00 CET", "1967-01-05T09:00:00Z"],
    ["令和5年7月21日 4時05分", "2023-07-21T04:05:00Z"],
    ["令和元年5月1日", "2019-05-01T00:00:00Z"],
    ["民國112年7月21日", "2023-07-21T00:00:00Z"],
    ["2023年7月21日 下午4:05", "2023-07-21T16:05:00Z"],
    ["2023년 7월 21일 오전 04:05", "2023-07-21T04:05:00Z"],
    ["July 21, 2023 4:05 pm PDT", "2023-07-21T23:05:00Z"],
    ["Fri Jul 21 04:05:00 2023", "2023-07-21T04:05:00Z"],
    ["Fri Jul 21 04:05:00 CEST 2023", "2023-07-21T02:05:00Z"],
    ["周五, 21 7月 2023 04:05:00 +0800", "2023-07-20T20:05:00Z"],
    ["星期五, 21 十一月 2023 04:05:00 +0800", "2023-11-20T20:05:00Z"],
    ["星期五, 21 十月 2023 04:05:00 +0800", "2023-10-20T20:05:00Z"],
    ["金, 21 7 2023 04:05:00 +0900", "2023-07-20T19:05:00Z"],
    ["2023年07月21日(金) 04時05分", "2023-07-21T04:05:00Z"],
    ["금, 21 7월 2023 04:05:00 +0900", "2023-07-20T19:05:00Z"],
    ["2023. 7. 21. 오후 4:05", "2023-07-21T16:05:00Z"],
    ["21 tháng 7, 2023 04:05", "2023-07-21T04:05:00Z"],
    ["الجمعة، 21 يوليو 2023 04:05:00 +0300", "2023-07-21T01:05:00Z"],
    ["٢١ يوليو ٢٠٢٣", "2023-07-21T00:00:00Z"],
    ["Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"],
    ["21 июля 2023, 04:05 МСК", "2023-07-21T01:05:00Z"],
    ["Fri, 1 Jul 2023 4:5:06 GMT", "2023-07-01T04:05:06Z"],
    ["2023-07-21 04:05:06.123 +0800 CST m=+0.1", "2023-07-20T20:05:06Z"],
  ])("is read as people write it: %s", (written, expected) => {
    expect(instant(written)).toBe(expected);
  });

  it.each(
    [
      ["ม.ค.", "มกราคม"],
      ["ก.พ.", "กุมภาพันธ์"],
      ["มี.ค.", "มีนาคม"],
      ["เม.ย.", "เมษายน"],
      ["พ.ค.", "พฤษภาคม"],
      ["มิ.ย.", "มิถุนายน"],
      ["ก.ค.", "กรกฎาคม"],
      ["ส.ค.", "สิงหาคม"],
      ["ก.ย.", "กันยายน"],
      ["ต.ค.", "ตุลาคม"],
      ["พ.ย.", "พฤศจิกายน"],
      ["ธ.ค.", "ธันวาคม"],
    ].map((names, at) => [at + 1, ...names] as const),
  )("knows month %i of Thai: %s, %s", (month, ...names) => {
    const expected = `2024-${String(month).padStart(2, "0")}-05T00:00:00Z`;
    expect(names.map((name) => instant(`5 ${name} 2024`))).toEqual([expected, expected]);
  });

  it("has a month by its name in every language, with accents and without", () => {
    const languages =
      "de fr es pt it ru pl uk nl cs tr sv da nb fi hu ro el bg be hr ca id sk he ar et lv lt sl sr";
    const wrong = languages.split(" ").flatMap((language) => {
      const dates = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { month: "long", day: "numeric" });
      return Array.from({ length: 12 }, (_, at) => {
        const parts = dates.formatToParts(new Date(2024, at, 5));
        const name = parts.find(({ type }) => type === "month")?.value ?? "";
        const day = `2024-${String(at + 1).padStart(2, "0")}-05T00:00:00Z`;
        const isRead = [name, name.normalize("NFD").replace(/\p{M}/gu, "")].every(
          (one) => instant(`5 ${one} 2024`) === day,
        );
        return isRead ? null : `${language} ${name}`;
      }).filter((one) => one !== null);
    });
    // Croatia's October is Poland's November.
    expect(wrong).toEqual(["hr listopada"]);
  });

  it("without a zone is in the owner's", () => {
    expect(instant("21 Juli 2023 04:05", "Asia/Shanghai")).toBe("2023-07-20T20:05:00Z");
  });

  it("is shown in its own zone where the owner names none", () => {
    expect(feedDate("Fri, 21 Jul 2023 04:05:00 CEST", null)).toMatchObject({
      wall: "2023-07-21T04:05:00",
      offset: "+02:00",
    });
  });

  it.each(["", "soon", "31 Feb 2023 04:05 CET", "x1".repeat(60)])("is none: %j", (written) => {
    expect(instant(written)).toBeNull();
  });
});
