use jiff::civil::date;

use super::*;
use crate::import::referrals;

fn read(arguments: &[&str]) -> Result<Arguments, clap::Error> {
    Arguments::try_parse_from(["server"].iter().chain(arguments))
}

fn fault_of(arguments: &[&str]) -> String {
    let error = read(arguments).expect_err("a wrong value");
    fault(&error).expect("a fault")
}

#[test]
fn the_definition_of_the_command_line_holds() {
    <Arguments as clap::CommandFactory>::command().debug_assert();
}

#[test]
fn without_anything_it_serves_on_loopback() {
    let arguments = read(&[]).expect("arguments");
    assert_eq!(arguments.command, None);
    assert_eq!(arguments.settings.public_url().origin(), "http://127.0.0.1:3000");
    assert_eq!(arguments.settings.database.folder(), Some("data/db"));
    assert!(arguments.settings.demonstration(true) && !arguments.settings.demonstration(false));
}

#[test]
fn the_site_lies_beside_the_program_where_no_other_folder_is_named() {
    let beside = env::current_exe().expect("a program").with_file_name("site");
    assert_eq!(read(&[]).expect("arguments").settings.site(), beside);
    let named = read(&["--site", "/srv/site"]).expect("arguments").settings.site();
    assert_eq!(named, PathBuf::from("/srv/site"));
}

#[test]
fn flags_stand_before_or_after_the_command() {
    for arguments in [["--address", "[::1]:80", "serve"], ["serve", "--address", "[::1]:80"]] {
        let arguments = read(&arguments).expect("arguments");
        assert_eq!(arguments.settings.public_url().origin(), "http://[::1]:80");
    }
}

#[test]
fn import_names_what_is_read_and_how() {
    let line = ["import", "plan-net", "files", "more.json.gz", "--partial", "--report", "refused.csv"];
    let arguments = read(&[&line[..], &["--demonstration", "off"]].concat()).expect("arguments");
    let Some(Command::Task(Task::Import(Import::PlanNet(request)))) = arguments.command else {
        panic!("{arguments:?}")
    };
    assert_eq!(request.source(), "files more.json.gz");
    assert!(request.partial && !request.retire_many && !request.progress);
    assert_eq!(request.report, Some(PathBuf::from("refused.csv")));
    assert!(!arguments.settings.demonstration(true));
}

#[test]
fn paths_of_a_command_are_meant_from_where_its_caller_is() {
    let line = ["import", "plan-net", "files", "/srv/more.json", "--report", "refused.csv"];
    let Ok(Arguments { command: Some(Command::Task(task)), .. }) = read(&line) else { panic!("{line:?}") };
    let Task::Import(Import::PlanNet(request)) = task.beside("/home/ana".as_ref()) else {
        panic!("{line:?}")
    };
    assert_eq!(request.source(), "/home/ana/files /srv/more.json");
    assert_eq!(request.report, Some(PathBuf::from("/home/ana/refused.csv")));
}

#[test]
fn referrals_come_from_files_of_several_kinds() {
    let line = ["import", "referrals", "a.csv", "b.json.gz", "--report", "refused.csv"];
    let arguments = read(&line).expect("arguments");
    let wanted = referrals::Request {
        files: vec!["a.csv".into(), "b.json.gz".into()],
        report: Some("refused.csv".into()),
    };
    assert_eq!(arguments.command, Some(Command::Task(Task::Import(Import::Referrals(wanted)))));
    assert!(read(&["import", "referrals"]).is_err());
}

#[test]
fn a_part_of_a_directory_retires_nothing_so_not_much_either() {
    let fault = fault_of(&["import", "plan-net", "files", "--partial", "--retire-many"]);
    assert!(fault.contains("cannot be used with"), "{fault}");
    assert!(read(&["import", "plan-net"]).is_err());
}

#[test]
fn a_wrong_value_is_one_line_that_says_what_to_write() {
    for (arguments, part) in [
        (["--address", "here"], "--address <ADDRESS>: `here` is not an address"),
        (["--database", "postgres://x"], "write surrealkv://FOLDER, mem:// or ws://HOST:PORT"),
        (["--public-url", "https://a.example/path"], "without a path"),
        (["--mail-from", "nobody"], "is not a sender"),
        (["--demonstration", "maybe"], "[possible values: on, off]"),
        (["--nonsense", "x"], "--nonsense"),
    ] {
        let fault = fault_of(&arguments);
        assert!(fault.contains(part), "{fault}");
        assert!(!fault.contains('\n') && fault.starts_with("error: "), "{fault}");
    }
}

#[test]
fn a_wrong_mail_server_is_told_without_its_password() {
    let fault = fault_of(&["--mail", "smpt://ann:secret@mail.example.org"]);
    assert!(fault.contains("smtp://USER:PASSWORD@HOST:PORT") && !fault.contains("secret"), "{fault}");
}

#[test]
fn mail_leaves_the_machine_encrypted_only() {
    let mail = |text: &str| text.parse::<MailTo>().expect("a mail server");
    let server = |text: &str| MailTo::Server(text.to_owned());
    assert_eq!(
        mail("smtp://a:b@mail.example.org:587"),
        server("smtp://a:b@mail.example.org:587?tls=required")
    );
    assert_eq!(mail("smtp://127.0.0.1:1025"), server("smtp://127.0.0.1:1025"));
    assert_eq!(mail("smtps://a:b@mail.example.org"), server("smtps://a:b@mail.example.org"));
    assert_eq!(format!("{:?}", mail("smtp://a:secret@localhost")), "Server");
}

#[test]
fn a_public_address_knows_whether_it_is_safe() {
    let url = |text: &str| text.parse::<PublicUrl>().expect("an address");
    let portal = url("https://Portal.example.org/");
    assert_eq!((portal.origin(), portal.is_secure()), ("https://portal.example.org", true));
    assert!(url("http://localhost:3000").is_loopback() && !url("http://10.0.0.1").is_loopback());
}

#[test]
fn a_day_off_that_is_no_day_is_told_with_its_argument() {
    let role = "ruth-brennan-at-lake-union";
    let arguments = read(&["schedule", "time-off", role, "2026-12-21", "2026-12-24"]).expect("arguments");
    let (from, to) = (date(2026, 12, 21), date(2026, 12, 24));
    let wanted = Schedule::TimeOff { role: role.into(), from, to };
    assert_eq!(arguments.command, Some(Command::Task(Task::Schedule(wanted))));
    let fault = fault_of(&["schedule", "time-off", role, "2026-02-30", "2026-12-24"]);
    assert!(fault.starts_with("error: <FROM>: ") && !fault.contains('\n'), "{fault}");
}

#[test]
fn a_directory_has_at_least_one_role_and_at_most_all_starts_are_taken() {
    let arguments = read(&["generate", "--roles", "40", "--seed", "7"]).expect("arguments");
    let wanted = Generate { roles: 40, seed: 7, taken: 70, day: None, folder: None };
    assert_eq!(arguments.command, Some(Command::Task(Task::Generate(wanted))));
    for wrong in [&["generate", "--roles", "0"][..], &["generate", "--roles", "5", "--taken", "101"]] {
        assert!(fault_of(wrong).contains("is not in"), "{wrong:?}");
    }
}

#[test]
fn somebody_of_offices_has_a_name_a_place_and_a_role() {
    let arguments = read(&["staff", "add", " Ana  Ruiz ", "--office", "a", "b"]).expect("arguments");
    let (name, offices) = ("Ana Ruiz".to_owned(), vec!["a".into(), "b".into()]);
    let wanted = Staff::Add { name, offices, role: app::domain::staff::Duty::Desk };
    assert_eq!(arguments.command, Some(Command::Task(Task::Staff(wanted))));
    assert!(fault_of(&["staff", "add", "!", "--office", "a"]).contains("is no name"));
    assert!(fault_of(&["staff", "add", "Ana Ruiz"]).contains("--office"));
    assert!(fault_of(&["office", "check-in", "x", "--tender", "cash"]).contains("write personal-check"));
}
